'use client'

import Link from 'next/link'
import { useSearchParams } from 'next/navigation'
import type { ComponentProps } from 'react'

import { hrefInFrame } from '#lib/href-with.ts'

/** A link to another view that keeps the time range and the zone. Hundreds of rows link: they are fetched when asked for, not before. */
export function FrameLink({ href, ...rest }: Omit<ComponentProps<typeof Link>, 'href'> & { href: string }) {
  const search = useSearchParams()
  return <Link prefetch={false} {...rest} href={hrefInFrame(href, search)} />
}
