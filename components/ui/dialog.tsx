'use client'

import { X } from 'lucide-react'
import { Dialog as Radix } from 'radix-ui'
import type { ReactNode } from 'react'

import { joinClasses } from './join-classes.ts'

const shapes = {
  centre: 'top-[12vh] left-1/2 max-h-[76vh] w-[min(640px,94vw)] -translate-x-1/2 rounded-lg',
  drawer: 'slides inset-y-0 right-0 w-[min(560px,100vw)] border-l border-line max-sm:inset-x-0 max-sm:top-[8vh] max-sm:rounded-t-lg max-sm:border-t',
  menu: 'inset-x-0 bottom-0 max-h-[85vh] rounded-t-lg border-t border-line',
} as const

type DialogProps = { isOpen: boolean; onClose: () => void; title: string; shape?: keyof typeof shapes; isTitleHidden?: boolean; children: ReactNode }

/** A dialog, a drawer at the side (a sheet from below on a phone), or a menu from below. */
export function Dialog({ isOpen, onClose, title, shape = 'centre', isTitleHidden = false, children }: DialogProps) {
  return (
    <Radix.Root open={isOpen} onOpenChange={(open) => !open && onClose()}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-30 bg-scrim" />
        <Radix.Content aria-describedby={undefined} className={joinClasses('shadow-float fixed z-30 flex flex-col overflow-hidden bg-raised outline-none', shapes[shape])}>
          <div className={joinClasses('flex h-11 shrink-0 items-center gap-2 border-b border-line pr-2 pl-4', isTitleHidden && 'sr-only')}>
            <Radix.Title className="min-w-0 flex-1 truncate">{title}</Radix.Title>
            {!isTitleHidden && <Radix.Close aria-label="Close" className="inline-flex size-7 items-center justify-center rounded-md text-muted hover:bg-hover hover:text-text">
              <X size={16} aria-hidden />
            </Radix.Close>}
          </div>
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
