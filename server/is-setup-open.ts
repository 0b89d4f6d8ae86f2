import 'server-only'

import { isSetupOpen as isOpen } from '#accounts/complete-setup.ts'
import { database } from './database.ts'

/** Is the address that carries this one-time token still good? */
export async function isSetupOpen(token: string): Promise<boolean> {
  return token.length > 0 && isOpen(database(), token)
}
