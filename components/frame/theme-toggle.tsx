'use client'

import { Moon, Sun } from 'lucide-react'

/** The cookie tells the server, the attribute tells the page: nothing is loaded again. */
export function toggleTheme(): void {
  const root = document.documentElement
  const present = root.dataset.theme ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light')
  const next = present === 'dark' ? 'light' : 'dark'
  root.dataset.theme = next
  document.cookie = `theme=${next}; path=/; max-age=31536000; samesite=lax${location.protocol === 'https:' ? '; secure' : ''}`
}

export function ThemeToggle() {
  return (
    <button type="button" onClick={toggleTheme} aria-label="Switch between light and dark" data-tip="Light or dark (d)" className="inline-flex size-7 items-center justify-center rounded-md text-muted hover:bg-hover hover:text-text">
      <Sun size={15} aria-hidden className="theme-dark-only" />
      <Moon size={15} aria-hidden className="theme-light-only" />
    </button>
  )
}
