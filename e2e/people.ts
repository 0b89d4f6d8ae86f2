import { join } from 'node:path'

import type { Role } from '../lib/viewer.ts'

export const dataDir = join(import.meta.dirname, '..', '.whoread', 'e2e')
export const password = 'quiet orbit 42 lanterns'

export const users: { name: string; role: Role; teams?: string[] }[] = [
  { name: 'ada', role: 'admin' },
  { name: 'ana', role: 'analyst' },
  { name: 'audrey', role: 'auditor' },
  { name: 'olga', role: 'owner', teams: ['payments'] },
  // Each for one test, which ends his sessions.
  { name: 'leaver', role: 'analyst' },
  { name: 'logout', role: 'analyst' },
]
