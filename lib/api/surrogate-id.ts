import { z } from 'zod'

const biggest = 2n ** 63n

/** An id of this installation: a signed 64-bit number as text. It stays the same as long as the database does; URIs are for ever. */
export const SurrogateId = z
  .string()
  .regex(/^-?\d{1,19}$/, 'must be an id, a whole number')
  .refine((text) => !/^-?\d{1,19}$/.test(text) || (BigInt(text) < biggest && BigInt(text) >= -biggest), 'must be an id of 64 bits')
