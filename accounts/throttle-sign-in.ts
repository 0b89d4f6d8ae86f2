/** What the last attempts say, counted over the window. */
export type Attempts = {
  /** Failures of this account from this address. */
  ofPair: number
  /** Failures from this address, whatever the account. */
  ofAddress: number
  /** Failures of this account, wherever from. */
  ofAccount: number
  /** This account has signed in from this address before. */
  isKnownAddress: boolean
}

export const windowMinutes = 15
const pairMax = 8
const addressMax = 60
const accountMax = 30

/**
 * Slows guessing by account and by address. An account that is under attack from elsewhere stays open to the addresses
 * that its owner has signed in from: attackers cannot lock him out.
 */
export function mayTrySignIn(attempts: Attempts): boolean {
  if (attempts.ofPair >= pairMax || attempts.ofAddress >= addressMax) return false
  return attempts.isKnownAddress || attempts.ofAccount < accountMax
}
