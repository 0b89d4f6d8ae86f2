'use client'

import { Menu as MenuIcon, Search } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useSearchParams } from 'next/navigation'
import { type ReactNode, useCallback, useState } from 'react'

import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { SidebarLinks } from './sidebar-links.tsx'
import { ThemeToggle } from './theme-toggle.tsx'
import { TimeMenu } from './time-menu.tsx'
import { useGoWith } from './use-go-with.ts'
import { useKeyboard } from './use-keyboard.ts'

const CommandPalette = dynamic(() => import('./command-palette.tsx').then((module) => module.CommandPalette), { ssr: false })
const HelpSheet = dynamic(() => import('./help-sheet.tsx').then((module) => module.HelpSheet), { ssr: false })

type Sheet = 'palette' | 'help' | 'menu' | 'time'

export function TopBar({ userMenu }: { userMenu: ReactNode }) {
  const [sheet, setSheet] = useState<Sheet>()
  const close = useCallback(() => setSheet(undefined), [])
  const openPalette = useCallback(() => setSheet('palette'), [])
  const openHelp = useCallback(() => setSheet('help'), [])
  const openTime = useCallback(() => setSheet('time'), [])
  useKeyboard({ openPalette, openHelp, openTime })
  return (
    <header className="flex h-11 shrink-0 items-center gap-1 border-b border-line px-2 sm:px-4">
      <Button look="ghost" aria-label="Menu" className="md:hidden" onClick={() => setSheet('menu')}>
        <MenuIcon size={16} aria-hidden />
      </Button>
      <button type="button" onClick={openPalette} className="flex h-7 min-w-0 flex-1 items-center gap-2 rounded-md border border-line bg-surface px-2 text-faint hover:border-line-strong sm:max-w-md">
        <Search size={14} aria-hidden className="shrink-0" />
        <span className="truncate">Search secrets, identities, events…</span>
        <kbd className="ml-auto shrink-0 max-sm:hidden">⌘K</kbd>
      </button>
      <div className="ml-auto flex items-center">
        <TimeMenu isOpen={sheet === 'time'} setOpen={(isOpen) => setSheet(isOpen ? 'time' : undefined)} />
        <ZoneToggle />
        <ThemeToggle />
        <Button look="ghost" aria-label="Keys and signs" data-tip="Keys and signs (?)" onClick={openHelp} className="max-sm:hidden">?</Button>
      </div>
      {sheet === 'palette' && <CommandPalette isOpen onClose={close} />}
      {sheet === 'help' && <HelpSheet isOpen onClose={close} />}
      <Dialog isOpen={sheet === 'menu'} onClose={close} title="Whoread" shape="menu">
        <SidebarLinks onGo={close} />
        <div className="border-t border-line p-2">{userMenu}</div>
      </Dialog>
    </header>
  )
}

function ZoneToggle() {
  const goWith = useGoWith()
  const isLocal = useSearchParams().get('zone') === 'local'
  return (
    <Button look="ghost" aria-label={`Times are in ${isLocal ? 'your own zone' : 'UTC'}; switch`} data-tip="Time zone of all times" onClick={() => goWith({ zone: isLocal ? undefined : 'local' }, 'replace')}>
      {isLocal ? 'Local' : 'UTC'}
    </Button>
  )
}
