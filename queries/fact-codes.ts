import { actions, disclosures, identityKinds, outcomes, type Action } from '#lib/facts.ts'

/** The database holds positions in the lists of lib/facts.ts. */
export function actionCodes(names: readonly Action[]): number[] {
  return names.map((name) => actions.indexOf(name))
}

/** Actions that ask for a value. */
export const valueActions = ['read', 'watch', 'decrypt', 'issue'] as const satisfies readonly Action[]
export const valueActionCodes = actionCodes(valueActions)

/** Actions that change a secret, or who may use it. */
export const changeActions = ['write', 'rotate', 'delete', 'restore', 'disable', 'enable', 'destroy', 'grant'] as const satisfies readonly Action[]
export const changeActionCodes = actionCodes(changeActions)

export const successCode = outcomes.indexOf('success')
export const deniedCode = outcomes.indexOf('denied')
export const errorCode = outcomes.indexOf('error')
export const notDisclosedCode = disclosures.indexOf('no')

/** A code that no list knows comes from a newer version of the worker. */
function nameOf<Name extends string>(names: readonly Name[], code: number): Name {
  const name = names[code]
  if (name === undefined) throw new Error(`The database holds the code ${code}, which this version does not know.`)
  return name
}

export function actionOf(code: number) {
  return nameOf(actions, code)
}

export function outcomeOf(code: number) {
  return nameOf(outcomes, code)
}

export function disclosureOf(code: number) {
  return nameOf(disclosures, code)
}

export function kindOf(code: number) {
  return nameOf(identityKinds, code)
}
