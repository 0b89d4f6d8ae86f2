import { PageHeader } from '#components/frame/page-header.tsx'
import { TableSkeleton } from '#components/ui/skeleton.tsx'

export default function Loading() {
  return (
    <div className="flex h-full flex-col">
      <PageHeader title="Sources">Loading…</PageHeader>
      <TableSkeleton />
    </div>
  )
}
