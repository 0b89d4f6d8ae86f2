'use client'

import { Search } from 'lucide-react'
import { useEffect, useRef } from 'react'

import { inputClasses } from './input.tsx'
import { joinClasses } from './join-classes.ts'

type SearchFieldProps = { value: string; onSearch: (text: string) => void; label: string; placeholder?: string; isMono?: boolean; describedBy?: string; isInvalid?: boolean }

/** Enter searches; `/` leads here. */
export function SearchField({ value, onSearch, label, placeholder, isMono = false, describedBy, isInvalid }: SearchFieldProps) {
  const field = useRef<HTMLInputElement>(null)
  // Going back in history, or choosing a facet, changes the text from outside.
  useEffect(() => {
    if (field.current && field.current.value !== value) field.current.value = value
  }, [value])
  return (
    <form
      role="search"
      className="relative min-w-0 flex-1"
      onSubmit={(event) => {
        event.preventDefault()
        onSearch(field.current?.value.trim() ?? '')
      }}
    >
      <Search size={14} aria-hidden className="absolute top-2 left-2.5 text-faint" />
      <input ref={field} data-search defaultValue={value} aria-label={label} placeholder={placeholder} aria-invalid={isInvalid || undefined} aria-describedby={describedBy} spellCheck={false} autoComplete="off" autoCapitalize="none" className={joinClasses(inputClasses, 'pl-8', isMono && 'mono', isInvalid && 'border-critical')} />
    </form>
  )
}
