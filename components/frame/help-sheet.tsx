'use client'

import { useState } from 'react'

import { kindWord } from '#lib/kind-word.ts'
import { Dialog } from '../ui/dialog.tsx'
import { Grade } from '../ui/grade.tsx'
import { KindIcon } from '../ui/kind-icon.tsx'
import { shortcuts, singleKeysSetting } from './keyboard.ts'

const kinds = ['human', 'workload', 'ci', 'controller', 'node', 'service', 'unknown'] as const

export function HelpSheet({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title="Keys and signs">
      <div className="grid gap-6 overflow-y-auto p-4 sm:grid-cols-2">
        <section>
          <h3 className="mb-2 font-semibold">Keys</h3>
          <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1.5">
            {shortcuts.map(({ keys, does }) => (
              <div key={keys} className="contents">
                <dt><kbd>{keys}</kbd></dt>
                <dd className="text-muted">{does}</dd>
              </div>
            ))}
          </dl>
          <SingleKeys />
        </section>
        <section className="space-y-4">
          <div>
            <h3 className="mb-2 font-semibold">How it is known</h3>
            <ul className="space-y-1.5 text-muted">
              <li><Grade evidence="observed" withWord /> – the record says so</li>
              <li><Grade evidence="inferred" withWord /> – from the version timeline</li>
              <li><Grade evidence="unknown" withWord /> – nothing tells</li>
            </ul>
          </div>
          <div>
            <h3 className="mb-2 font-semibold">Who</h3>
            <ul className="grid grid-cols-2 gap-1.5 text-muted">
              {kinds.map((kind) => (
                <li key={kind} className="flex items-center gap-2"><KindIcon kind={kind} />{kindWord(kind)}</li>
              ))}
            </ul>
          </div>
          <div>
            <h3 className="mb-2 font-semibold">Counting</h3>
            <p className="text-muted">“—” is unknown, “0” is zero. Hatched is denied; hatched over a timeline is time without a log. Numbers above 9,999 are shortened; the exact one shows on hover and focus.</p>
          </div>
        </section>
      </div>
    </Dialog>
  )
}

function SingleKeys() {
  // The sheet is drawn in the browser only.
  const [isOn, setOn] = useState(() => localStorage.getItem(singleKeysSetting) !== 'off')
  const change = (on: boolean) => {
    localStorage.setItem(singleKeysSetting, on ? 'on' : 'off')
    setOn(on)
  }
  return (
    <label className="mt-4 flex items-center gap-2">
      <input type="checkbox" checked={isOn} onChange={(event) => change(event.target.checked)} className="size-4 accent-accent" />
      Single keys do something
    </label>
  )
}
