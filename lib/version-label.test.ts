import { expect, test } from 'vitest'
import { versionLabel } from './version-label.ts'

test.each([
  ['', '—'],
  ['7', '7'],
  ['0a046e60-1111-2222-3333-444455556666', '0a046e60'],
  ['written 2026-11-04T10:02:03Z', '2026-11-04'],
])('%j is shown as %s', (ref, label) => expect(versionLabel(ref)).toBe(label))
