import { hash, verify } from '@node-rs/argon2'

import { isBreached } from './breached-passwords.ts'

/** OWASP's first choice for argon2id (the package's default algorithm): 19 MiB, two passes. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }
const lengthMin = 12
const lengthMax = 256

export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFC'), cost)
}

/** Without a hash (no such user) the work is done all the same, so that the time tells nothing. */
export async function verifyPassword(passwordHash: string | null, password: string): Promise<boolean> {
  if (password.length > lengthMax) return false
  const matches = await verify(passwordHash ?? (await decoyHash()), password.normalize('NFC'), cost)
  return passwordHash !== null && matches
}

/** One sentence that says why the password cannot be used, or nothing. */
export function passwordProblem(password: string, name: string): string | undefined {
  if (password.length < lengthMin) return `The password needs at least ${lengthMin} characters.`
  if (password.length > lengthMax) return `The password may have at most ${lengthMax} characters.`
  if (isBreached(password)) return 'This password is on the lists that attackers try first.'
  if (name.length > 3 && password.toLowerCase().includes(name.toLowerCase())) return 'The password must not contain the user name.'
  return undefined
}

let decoy: Promise<string> | undefined
function decoyHash(): Promise<string> {
  decoy ??= hashPassword('no user has this password')
  return decoy
}
