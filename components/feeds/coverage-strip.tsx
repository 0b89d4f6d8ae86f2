'use client'

import type { CoverageCell } from './prepare-coverage-strip.ts'

/** A cell per hour or day: height says how much came, hatching says that nothing did although it should have. */
export function CoverageStrip({ cells, label }: { cells: CoverageCell[]; label: string }) {
  const step = 1000 / Math.max(1, cells.length)
  return (
    <svg viewBox="0 0 1000 28" preserveAspectRatio="none" role="img" aria-label={label} className="block h-7 w-full min-w-40">
      <defs>
        <pattern id="gap-hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path d="M0 0v5" stroke="var(--critical)" strokeWidth="2" /></pattern>
      </defs>
      <path d="M0 27.5h1000" stroke="var(--line-strong)" />
      {cells.map((cell, at) => {
        const height = cell.state === 'events' ? 3 + Math.sqrt(cell.level) * 23 : 0
        return (
          <g key={cell.from} data-tip={cell.tip}>
            <rect x={at * step} width={step} height="28" fill={cell.state === 'gap' ? 'url(#gap-hatch)' : 'transparent'} />
            <rect x={at * step} width={Math.max(step * 0.85, 0.5)} y={27 - height} height={height} fill="var(--bar)" />
          </g>
        )
      })}
    </svg>
  )
}
