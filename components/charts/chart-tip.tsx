import { exactCount } from '#lib/format/count.ts'

type ChartTipProps = { active?: boolean; label?: string | number; payload?: readonly { name?: string | number; value?: unknown; color?: string }[] }

/** What the bars under the pointer count. Recharts fills in the properties. */
export function ChartTip({ active, label, payload }: ChartTipProps) {
  const rows = (payload ?? []).filter(({ value }) => typeof value === 'number' && value > 0)
  if (!active || rows.length === 0) return null
  return (
    <div className="shadow-float rounded-md bg-raised px-2.5 py-1.5 text-xs">
      <div className="font-semibold">{label}</div>
      {rows.map(({ name, value }) => (
        <div key={name} className="flex justify-between gap-6"><bdi>{name}</bdi><span>{exactCount(Number(value))}</span></div>
      ))}
    </div>
  )
}
