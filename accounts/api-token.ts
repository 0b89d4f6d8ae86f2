import { randomBytes } from 'node:crypto'
import { crc32 } from 'node:zlib'

const prefix = 'whoread_'
const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/** `whoread_` + 32 random characters + 6 of checksum: scanners recognise it, and a mistyped one costs no look at the database. */
export function generateApiToken(): string {
  let random = ''
  while (random.length < 32) {
    // Bytes from 248 on are thrown away: every character stays equally likely.
    for (const byte of randomBytes(48)) if (byte < 248 && random.length < 32) random += alphabet.charAt(byte % 62)
  }
  return prefix + random + checksumOf(random)
}

export function isApiToken(text: string): boolean {
  if (!/^whoread_[0-9A-Za-z]{38}$/.test(text)) return false
  const random = text.slice(prefix.length, -6)
  return text.slice(-6) === checksumOf(random)
}

function checksumOf(random: string): string {
  let rest = crc32(random)
  let text = ''
  for (let place = 0; place < 6; place++) {
    text = alphabet.charAt(rest % 62) + text
    rest = Math.floor(rest / 62)
  }
  return text
}
