'use client'

import { CalendarClock, ChevronDown } from 'lucide-react'
import { useSearchParams } from 'next/navigation'
import { useState } from 'react'

import { parseTimeRange, presetRanges } from '#lib/time-range.ts'
import { Button } from '../ui/button.tsx'
import { useClock } from '../ui/clock.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Field } from '../ui/input.tsx'
import { Menu, MenuItem, MenuSeparator } from '../ui/menu.tsx'
import { useGoWith } from './use-go-with.ts'

export function TimeMenu({ isOpen, setOpen }: { isOpen: boolean; setOpen: (isOpen: boolean) => void }) {
  const goWith = useGoWith()
  const [isCustom, setCustom] = useState(false)
  const { now } = useClock()
  const range = parseTimeRange(useSearchParams().get('range') ?? undefined, new Date(now))
  const label = Object.entries(presetRanges).find(([key]) => key === range.key)?.[1] ?? range.label
  return (
    <>
      <Menu
        align="end"
        open={isOpen}
        onOpenChange={setOpen}
        trigger={
          <Button look="ghost" aria-label={`Time range: ${label}`}>
            <CalendarClock size={14} aria-hidden className="sm:hidden" />
            <span className="max-sm:hidden">{label}</span>
            <ChevronDown size={13} aria-hidden />
          </Button>
        }
      >
        {Object.entries(presetRanges).map(([key, name]) => (
          <MenuItem key={key} isChecked={key === range.key} onSelect={() => goWith({ range: key })}>
            {name}
          </MenuItem>
        ))}
        <MenuSeparator />
        <MenuItem onSelect={() => setCustom(true)}>Between two times…</MenuItem>
      </Menu>
      <Dialog isOpen={isCustom} onClose={() => setCustom(false)} title="Between two times">
        <CustomRange from={range.from} to={range.to} onDone={() => setCustom(false)} />
      </Dialog>
    </>
  )
}

function CustomRange({ from, to, onDone }: { from: string; to: string; onDone: () => void }) {
  const goWith = useGoWith()
  const apply = (form: FormData) => {
    const moments = ['from', 'to'].map((name) => `${String(form.get(name)).slice(0, 16)}Z`)
    goWith({ range: moments.join('..') })
    onDone()
  }
  return (
    <form action={apply} className="grid grid-cols-2 gap-3 p-4 max-sm:grid-cols-1">
      <Field label="From (UTC)" name="from" type="datetime-local" required defaultValue={from.slice(0, 16)} />
      <Field label="To (UTC)" name="to" type="datetime-local" required defaultValue={to.slice(0, 16)} />
      <Button type="submit" look="primary" className="col-span-full justify-self-end">
        Show this range
      </Button>
    </form>
  )
}
