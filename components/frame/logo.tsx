'use client'

export function Logo() {
  return (
    <span className="flex items-center gap-2 text-base font-bold tracking-tight">
      <svg width="20" height="20" viewBox="0 0 32 32" aria-hidden>
        <path d="M4 16c3.2-5.4 7.3-8 12-8s8.8 2.6 12 8c-3.2 5.4-7.3 8-12 8S7.2 21.4 4 16Z" fill="none" stroke="currentColor" strokeWidth="2.6" strokeLinejoin="round" />
        <path d="M16 11.8a4 4 0 0 1 1.6 7.670V22h-3.2v-2.530A4 4 0 0 1 16 11.8Z" fill="var(--accent)" />
      </svg>
      Whoread
    </span>
  )
}
