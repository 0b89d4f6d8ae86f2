import { describe, expect, it } from 'vitest'

import { mayTrySignIn } from './throttle-sign-in.ts'

const none = { ofPair: 0, ofAddress: 0, ofAccount: 0, isKnownAddress: false }

describe('throttling of sign-ins', () => {
  it('lets a person mistype', () => expect(mayTrySignIn({ ...none, ofPair: 5, ofAddress: 5, ofAccount: 5 })).toBe(true))
  it('stops guessing one account from one address', () => expect(mayTrySignIn({ ...none, ofPair: 8 })).toBe(false))
  it('stops one address that goes through accounts', () => expect(mayTrySignIn({ ...none, ofAddress: 60 })).toBe(false))
  it('stops guessing one account from many (or forged) addresses', () => expect(mayTrySignIn({ ...none, ofAccount: 30 })).toBe(false))
  it('does not lock the owner out meanwhile', () => expect(mayTrySignIn({ ...none, ofAccount: 1000, isKnownAddress: true })).toBe(true))
})
