import { createHash, randomBytes } from 'node:crypto'

/** 256 random bits: nobody guesses it, and nothing can be read out of it. */
export function createOpaqueId(): string {
  return randomBytes(32).toString('base64url')
}

/** What is stored of a session id or a token; a copy of the database holds nothing that signs anyone in. */
export function hashOpaqueId(id: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash('sha256').update(id).digest())
}
