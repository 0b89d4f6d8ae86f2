'use client'

import dynamic from 'next/dynamic'
import { useState } from 'react'

import { exactCount } from '#lib/format/count.ts'
import { FrameLink } from '../ui/frame-link.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import type { ReadsChartData } from './prepare-reads-chart.ts'

// Drawn in the browser only: what the library renders on a server carries style attributes, which the policy forbids.
const ReadsBars = dynamic(() => import('./reads-bars.tsx').then((module) => module.ReadsBars), { ssr: false, loading: () => <Skeleton className="h-full w-full" /> })

/** The chart, its legend, its sentence, and the same numbers as a table. */
export function ReadsChart({ data }: { data: ReadsChartData }) {
  const [isTable, setTable] = useState(false)
  return (
    <figure aria-label={data.summary}>
      <div className="flex items-center gap-4 overflow-x-auto px-3 pt-1.5 text-xs">
        {data.series.map((series) => (
          <span key={series.key} className="inline-flex items-center gap-1.5 whitespace-nowrap">
            <svg width="8" height="8" aria-hidden><rect width="8" height="8" rx="1.5" fill={series.hue ? `var(--hue-${series.hue})` : 'var(--bar)'} /></svg>
            {series.href ? <FrameLink href={series.href} className="hover:text-accent"><bdi>{series.label}</bdi></FrameLink> : series.label}
          </span>
        ))}
        {data.denied.some((count) => count > 0) && <span className="inline-flex items-center gap-1.5 whitespace-nowrap text-critical"><span aria-hidden className="hatched size-2.5" />denied</span>}
        {data.uncovered.some(Boolean) && <span className="inline-flex items-center gap-1.5 whitespace-nowrap text-muted"><span aria-hidden className="hatched size-2.5" />a log is missing</span>}
        <button type="button" onClick={() => setTable(!isTable)} className="ml-auto shrink-0 text-muted underline underline-offset-2 hover:text-text">{isTable ? 'as chart' : 'as table'}</button>
      </div>
      {isTable ? <ReadsTwin data={data} /> : <div className="h-36 px-1"><ReadsBars data={data} /></div>}
      <figcaption className="truncate px-3 pb-1.5 text-xs text-muted">{data.summary}{data.notice && ` ${data.notice}.`}</figcaption>
    </figure>
  )
}

function ReadsTwin({ data }: { data: ReadsChartData }) {
  return (
    <div className="h-36 overflow-auto px-3" tabIndex={0} role="region" aria-label="Reads by day, table">
      <table className="w-full text-xs">
        <thead>
          <tr className="text-muted">
            <th scope="col" className="py-1 text-left font-medium">Day (UTC)</th>
            {data.series.map((series) => <th key={series.key} scope="col" className="px-2 text-right font-medium">{series.label}</th>)}
            <th scope="col" className="text-right font-medium">Denied</th>
          </tr>
        </thead>
        <tbody>
          {data.days.map((day, at) => (
            <tr key={day}>
              <th scope="row" className="text-left font-normal">{day}{data.uncovered[at] && ' (a log is missing)'}</th>
              {data.series.map((series) => <td key={series.key} className="px-2 text-right">{exactCount(series.values[at] ?? 0)}</td>)}
              <td className="text-right">{exactCount(data.denied[at] ?? 0)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
