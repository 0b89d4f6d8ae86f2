import type { Metadata, Viewport } from 'next'
import { cookies, headers } from 'next/headers'
import type { ReactNode } from 'react'

import { themeOf } from '#lib/theme.ts'

import './globals.css'

export const metadata: Metadata = { title: { default: 'Whoread', template: '%s · Whoread' }, robots: { index: false, follow: false } }
export const viewport: Viewport = { width: 'device-width', initialScale: 1 }

export default async function RootLayout({ children }: { children: ReactNode }) {
  // Reading headers makes every page dynamic, so that each answer carries its own nonce.
  await headers()
  const theme = themeOf((await cookies()).get('theme')?.value)
  return (
    <html lang="en" data-theme={theme}>
      <body>{children}</body>
    </html>
  )
}
