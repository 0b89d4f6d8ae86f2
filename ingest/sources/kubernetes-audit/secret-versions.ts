import type { AccessFact, VersionFact } from '#lib/facts.ts'
import { took, type AuditEvent } from './event.ts'
import type { Body } from './schema.ts'

/**
 * A Secret has no versions of its own: its resourceVersion stands for them. Without a response body the version a write made has no
 * name (`ref` empty). objectRef.resourceVersion of an update is the one that was sent, so the one that was replaced.
 */
export function secretVersions(event: AuditEvent, access: AccessFact): VersionFact[] {
  if (access.action !== 'write' || access.precision !== 'exact' || !took(event)) return []
  const { record, actor } = event
  const ref = (record.responseObject?.kind === 'Secret' && record.responseObject.metadata?.resourceVersion) || ''
  const replaced = event.verb === 'update' ? (record.objectRef?.resourceVersion ?? '') : ''
  if (replaced !== '' && replaced === ref) return [] // nothing changed: the server kept its version
  if (event.verb === 'patch' && leavesDataAlone(record.requestObject)) return []
  const version = { fact: 'version', target: access.target, actor } as const
  return [
    ...(replaced ? [{ ...version, ref: replaced, change: 'previous' } as const] : []),
    { ...version, ref, change: 'created' },
    { ...version, ref, change: 'current' },
  ]
}

/** A logged patch that touches only metadata (labels, finalizers, a token's last use), or nothing at all, is no new version of the value. */
function leavesDataAlone(patch: Body | undefined): boolean {
  if (!patch) return false
  if (patch.patchedPaths) return !patch.patchedPaths.some((path) => /^(\/(data|stringData)(\/|$)|\/?$)/.test(path))
  return patch.data === undefined && patch.stringData === undefined
}
