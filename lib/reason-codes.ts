/** Why an input is in quarantine, or what was odd about it: the names are public (quarantine, coverage, fixtures). */
export const reasonCodes = [
  'gz_truncated', 'gz_trailing_junk', 'gz_multi_member', 'gz_not_gzip', 'zip_bomb', 'empty_object', 'not_json', 'records_missing',
  'records_not_array', 'record_not_object', 'record_too_large', 'too_deep', 'nul_char', 'lone_surrogate', 'invalid_utf8', 'utf8_bom',
  'utf16', 'number_overflow', 'number_precision', 'dup_key', 'proto_key', 'bad_timestamp', 'missing_timestamp', 'nanosecond_timestamp',
  'year_0001', 'future_event', 'missing_event_id', 'dup_id_different_body', 'unknown_event', 'digest_object', 'insight_object',
  's3_test_event', 'sns_wrapped', 'eventbridge_wrapped', 'eventlist', 'single_event', 'stage_request_received', 'request_without_response',
  'log_raw_value', 'prefix_line', 'pubsub_base64', 'split_entry', 'line_partial_at_eof', 'line_crlf', 'file_rotated_create',
  'file_rotated_copytruncate', 'file_truncated', 'schema_mismatch', 'zst_truncated', 'unreadable', 'unrecognised_source',
] as const
export type ReasonCode = (typeof reasonCodes)[number]
