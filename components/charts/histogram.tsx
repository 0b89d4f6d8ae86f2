'use client'

import { useState } from 'react'

import { exactCount } from '#lib/format/count.ts'
import { type HistogramData, rangeOfBars } from './prepare-histogram.ts'

const height = 56

/** Bars to drag over; with the keys, arrows move, Shift widens, Enter takes. Drawn with attributes only, so that the server can draw it. */
export function Histogram({ data, onRange }: { data: HistogramData; onRange: (range: string) => void }) {
  const [selection, setSelection] = useState<{ start: number; end: number; isDragging: boolean }>()
  const { bars, max } = data
  const step = 1000 / bars.length
  const indexAt = (event: React.PointerEvent<SVGSVGElement>) => {
    const box = event.currentTarget.getBoundingClientRect()
    return Math.max(0, Math.min(bars.length - 1, Math.floor(((event.clientX - box.left) / box.width) * bars.length)))
  }
  const take = (start: number, end: number) => {
    setSelection(undefined)
    const range = rangeOfBars(bars, start, end)
    if (range) onRange(range)
  }
  const onKeyDown = (event: React.KeyboardEvent) => {
    const direction = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    if (event.key === 'Enter' && selection) return take(selection.start, selection.end)
    if (event.key === 'Escape') return setSelection(undefined)
    if (!direction) return
    event.preventDefault()
    const end = Math.max(0, Math.min(bars.length - 1, (selection?.end ?? (direction > 0 ? -1 : bars.length)) + direction))
    setSelection({ start: event.shiftKey && selection ? selection.start : end, end, isDragging: false })
  }
  const marked = selection && bars[selection.end]
  return (
    <figure className="px-4 pt-1" aria-label={data.summary}>
      <svg
        viewBox={`0 0 1000 ${height}`}
        preserveAspectRatio="none"
        tabIndex={0}
        role="slider"
        aria-label="Time range of the events shown: arrows move, Shift widens, Enter takes"
        aria-valuemin={0}
        aria-valuemax={bars.length - 1}
        aria-valuenow={selection?.end ?? 0}
        aria-valuetext={marked ? `${marked.from.slice(0, 16).replace('T', ' ')} UTC, ${exactCount(marked.total)} events` : data.summary}
        className="block h-14 w-full cursor-crosshair touch-pan-y"
        onKeyDown={onKeyDown}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId)
          setSelection({ start: indexAt(event), end: indexAt(event), isDragging: true })
        }}
        onPointerMove={(event) => selection?.isDragging && setSelection({ ...selection, end: indexAt(event) })}
        onPointerUp={() => selection?.isDragging && take(selection.start, selection.end)}
        onPointerCancel={() => setSelection(undefined)}
      >
        <defs>
          <pattern id="hatch" width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path d="M0 0v4" stroke="var(--critical)" strokeWidth="3" /></pattern>
        </defs>
        <path d={`M0 ${height - 0.5}h1000`} stroke="var(--line-strong)" />
        {selection && <rect x={Math.min(selection.start, selection.end) * step} width={(Math.abs(selection.end - selection.start) + 1) * step} height={height} fill="var(--selected)" />}
        <Bars bars={bars} max={max} />
      </svg>
      <figcaption className="flex justify-between pt-0.5 text-xs text-muted">
        <span>{bars[0]?.from.slice(0, 16).replace('T', ' ')}</span>
        <span className="max-sm:hidden">{data.summary}</span>
        <span>{bars.at(-1)?.to.slice(0, 16).replace('T', ' ')} UTC</span>
      </figcaption>
    </figure>
  )
}

function Bars({ bars, max }: Pick<HistogramData, 'bars' | 'max'>) {
  const step = 1000 / bars.length
  const width = Math.max(step * 0.86, 0.6)
  const scale = max > 0 ? (height - 4) / max : 0
  return bars.map((bar, at) => {
    const ok = bar.success * scale
    const other = bar.other * scale
    const denied = bar.denied * scale
    const x = at * step
    return (
      <g key={bar.from} data-tip={`${bar.from.slice(0, 16).replace('T', ' ')} UTC\n${exactCount(bar.success)} success, ${exactCount(bar.denied)} denied, ${exactCount(bar.other)} other`}>
        <rect x={x} width={step} height={height} fill="transparent" />
        <rect x={x} y={height - ok} width={width} height={ok} fill="var(--bar)" />
        <rect x={x} y={height - ok - other} width={width} height={other} fill="var(--medium)" />
        <rect x={x} y={height - ok - other - denied} width={width} height={denied} fill="url(#hatch)" />
      </g>
    )
  })
}
