'use client'

/** Bars, since days are counted and not continuous. A table twin is the row's own number. */
export function Sparkline({ values, label }: { values: number[]; label: string }) {
  const max = Math.max(...values, 1)
  const step = values.length > 0 ? 84 / values.length : 0
  return (
    <svg width="84" height="18" viewBox="0 0 84 18" role="img" aria-label={label} className="block text-bar">
      <path d="M0 17.5h84" stroke="currentColor" opacity=".5" />
      {values.map((value, at) => {
        const height = value === 0 ? 0 : Math.max(1.5, (value / max) * 16)
        return <rect key={at} x={at * step} y={17 - height} width={Math.max(1, step - 1)} height={height} fill="currentColor" />
      })}
    </svg>
  )
}
