'use client'

import { usePathname } from 'next/navigation'

import { FrameLink } from '../ui/frame-link.tsx'
import { joinClasses } from '../ui/join-classes.ts'
import { routes } from './routes.ts'

export function SidebarLinks({ onGo }: { onGo?: () => void }) {
  const path = usePathname()
  return (
    <nav aria-label="Main" className="space-y-px p-2">
      {routes.map(({ href, label, icon: Icon }) => {
        const isCurrent = path === href || path.startsWith(`${href}/`)
        return (
          <FrameLink
            key={href}
            href={href}
            onClick={onGo}
            aria-current={isCurrent ? 'page' : undefined}
            className={joinClasses('flex h-8 items-center gap-2.5 rounded-md px-2', isCurrent ? 'bg-selected font-semibold' : 'text-muted hover:bg-hover hover:text-text')}
          >
            <Icon size={15} strokeWidth={1.75} aria-hidden />
            {label}
          </FrameLink>
        )
      })}
    </nav>
  )
}
