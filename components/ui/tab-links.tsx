import type { ReactNode } from 'react'

import { FrameLink } from './frame-link.tsx'
import { joinClasses } from './join-classes.ts'

export type TabLink = { key: string; label: string; href: string; count?: ReactNode }

/** Tabs are addresses: each can be opened, linked and gone back from. */
export function TabLinks({ tabs, current, label }: { tabs: TabLink[]; current: string; label: string }) {
  return (
    <nav aria-label={label} className="flex gap-1 overflow-x-auto border-b border-line">
      {tabs.map((tab) => (
        <FrameLink
          key={tab.key}
          href={tab.href}
          scroll={false}
          aria-current={tab.key === current ? 'page' : undefined}
          className={joinClasses('-mb-px flex h-8 items-center gap-1.5 border-b-2 px-2 whitespace-nowrap', tab.key === current ? 'border-accent font-semibold' : 'border-transparent text-muted hover:text-text')}
        >
          {tab.label}
          {tab.count !== undefined && <span className="text-xs font-normal text-faint">{tab.count}</span>}
        </FrameLink>
      ))}
    </nav>
  )
}
