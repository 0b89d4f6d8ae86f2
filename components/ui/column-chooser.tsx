'use client'

import { Columns3 } from 'lucide-react'

import { Button } from './button.tsx'
import { Menu, MenuCheckbox, MenuLabel } from './menu.tsx'

type Choice = { id: string; header: string; isShown: boolean; show: (isShown: boolean) => void }

export function ColumnChooser({ choices }: { choices: Choice[] }) {
  return (
    <Menu
      align="end"
      trigger={
        <Button look="ghost" aria-label="Choose columns" data-tip="Choose columns">
          <Columns3 size={14} aria-hidden />
        </Button>
      }
    >
      <MenuLabel>Columns</MenuLabel>
      {choices.map((choice) => (
        <MenuCheckbox key={choice.id} isChecked={choice.isShown} onChange={choice.show}>
          {choice.header}
        </MenuCheckbox>
      ))}
    </Menu>
  )
}
