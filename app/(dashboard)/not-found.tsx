import Link from 'next/link'

import { buttonClasses } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'

export const metadata = { title: 'Not found' }

export default function NotFound() {
  return (
    <div>
      <h1 className="sr-only">Not found</h1>
      <EmptyState title="There is no such thing, or it is not yours to see.">
        <p>The address may be old, or it names a secret outside your teams.</p>
        <Link href="/secrets" className={buttonClasses()}>Show the secrets</Link>
      </EmptyState>
    </div>
  )
}
