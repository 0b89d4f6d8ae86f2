'use client'

import { Check, Copy } from 'lucide-react'
import { useState } from 'react'

import { joinClasses } from './join-classes.ts'

/** One click copies; it says so to the eye and to a screen reader. */
export function CopyButton({ text, what, quiet = false }: { text: string; what: string; quiet?: boolean }) {
  const [isCopied, setCopied] = useState(false)
  const copy = async () => {
    await navigator.clipboard.writeText(text)
    setCopied(true)
    setTimeout(() => setCopied(false), 1500)
  }
  return (
    <button
      type="button"
      onClick={copy}
      aria-label={isCopied ? `${what} copied` : `Copy ${what}`}
      data-tip={`Copy ${what}`}
      className={joinClasses('fades inline-flex size-5 shrink-0 items-center justify-center rounded-sm text-faint hover:bg-hover hover:text-text', quiet && 'opacity-0 group-hover:opacity-100 focus-visible:opacity-100 pointer-coarse:opacity-100')}
    >
      {isCopied ? <Check size={13} aria-hidden /> : <Copy size={13} aria-hidden />}
    </button>
  )
}
