'use client'

import { Check } from 'lucide-react'
import { DropdownMenu } from 'radix-ui'
import type { ReactNode } from 'react'

import { joinClasses } from './join-classes.ts'

const itemClasses = 'flex h-7 cursor-pointer items-center gap-2 rounded-sm px-2 whitespace-nowrap outline-none select-none data-[highlighted]:bg-hover data-[disabled]:opacity-50'

type MenuProps = { trigger: ReactNode; children: ReactNode; align?: 'start' | 'end'; open?: boolean; onOpenChange?: (isOpen: boolean) => void }

export function Menu({ trigger, children, align = 'start', open, onOpenChange }: MenuProps) {
  return (
    <DropdownMenu.Root modal={false} open={open} onOpenChange={onOpenChange}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content align={align} sideOffset={4} collisionPadding={8} className="shadow-float z-40 min-w-44 rounded-lg bg-raised p-1">
          {children}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}

export function MenuItem({ onSelect, children, isChecked, hint }: { onSelect: () => void; children: ReactNode; isChecked?: boolean; hint?: string }) {
  return (
    <DropdownMenu.Item onSelect={onSelect} className={itemClasses}>
      {isChecked !== undefined && <Check size={13} aria-hidden className={joinClasses(!isChecked && 'invisible')} />}
      <span className={joinClasses(isChecked && 'font-semibold')}>{children}</span>
      {hint && <kbd className="ml-auto pl-4 text-faint">{hint}</kbd>}
    </DropdownMenu.Item>
  )
}

/** Stays open: several can be set one after the other. */
export function MenuCheckbox({ isChecked, onChange, children }: { isChecked: boolean; onChange: (isChecked: boolean) => void; children: ReactNode }) {
  return (
    <DropdownMenu.CheckboxItem checked={isChecked} onCheckedChange={onChange} onSelect={(event) => event.preventDefault()} className={itemClasses}>
      <span className="inline-flex size-3.5 items-center justify-center rounded-sm border border-control">
        <DropdownMenu.ItemIndicator>
          <Check size={11} aria-hidden />
        </DropdownMenu.ItemIndicator>
      </span>
      {children}
    </DropdownMenu.CheckboxItem>
  )
}

export function MenuLabel({ children }: { children: ReactNode }) {
  return <DropdownMenu.Label className="px-2 pt-1.5 pb-0.5 text-xs text-faint">{children}</DropdownMenu.Label>
}

export function MenuSeparator() {
  return <DropdownMenu.Separator className="my-1 h-px bg-line" />
}
