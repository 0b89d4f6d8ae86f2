/** Shown on the `?` sheet; the same list is what the keys do. */
export const shortcuts = [
  { keys: '⌘K / Ctrl K', does: 'Search everything' },
  { keys: '/', does: 'Go to the search of this page' },
  { keys: 'g then e, s, i, v', does: 'Go to Events, Secrets, Identities, Sources' },
  { keys: 'j k', does: 'Move down and up in a table' },
  { keys: 'Enter', does: 'Open the row' },
  { keys: 't', does: 'Choose the time range' },
  { keys: '[ ]', does: 'Earlier, later by the length of the range' },
  { keys: 'd', does: 'Light or dark' },
  { keys: '?', does: 'This sheet' },
  { keys: 'Esc', does: 'Close' },
] as const

/** Single keys can be switched off for speech input and the like. */
export const singleKeysSetting = 'single-keys'
