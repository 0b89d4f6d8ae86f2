import { InvalidFilter } from '#lib/errors.ts'

/** A cursor says where the last row of a page stood in the order: no offsets, nothing secret, nothing that counts rows. */
export function writeCursor(position: readonly (string | number | null)[]): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url')
}

/** Checks the cursor's shape: as many parts, each of its kind. What it points at need not exist. */
export function readCursor<const Shape extends readonly ('text' | 'number' | 'id' | 'time' | 'uuid')[]>(
  cursor: string | undefined,
  shape: Shape,
): { [Index in keyof Shape]: Shape[Index] extends 'number' ? number : string } | null {
  if (cursor === undefined) return null
  const parts = parse(cursor)
  if (!Array.isArray(parts) || parts.length !== shape.length || !shape.every((kind, index) => isKind(kind, parts[index]))) {
    throw new InvalidFilter('cursor', 'This cursor is not one of this list.')
  }
  return parts as { [Index in keyof Shape]: Shape[Index] extends 'number' ? number : string }
}

function parse(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString())
  } catch {
    return null
  }
}

const biggest = 2n ** 63n

function isKind(kind: string, part: unknown): boolean {
  if (kind === 'number') return typeof part === 'number' && Number.isFinite(part)
  if (typeof part !== 'string') return false
  if (kind === 'id') return /^-?\d{1,19}$/.test(part) && BigInt(part) < biggest && BigInt(part) >= -biggest
  if (kind === 'uuid') return /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/.test(part)
  if (kind === 'time') return /^(?!0000)\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}(\d{3})?Z$/.test(part) && !Number.isNaN(Date.parse(part)) && new Date(part).toISOString().slice(0, 10) === part.slice(0, 10)
  return !part.includes('\u0000') && part.isWellFormed()
}
