'use client'

import { Bar, BarChart, ReferenceArea, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts'

import { shortCount } from '#lib/format/count.ts'
import { ChartTip } from './chart-tip.tsx'
import type { ReadsChartData } from './prepare-reads-chart.ts'

const tick = { fill: 'var(--muted)', fontSize: 11 }

/** Draws what was prepared and decides nothing. */
export function ReadsBars({ data }: { data: ReadsChartData }) {
  const rows = data.days.map((day, at) => ({ day, denied: data.denied[at], ...Object.fromEntries(data.series.map((series) => [series.key, series.values[at]])) }))
  return (
    <ResponsiveContainer width="100%" height="100%">
      <BarChart data={rows} margin={{ top: 8, right: 12, bottom: 0, left: 0 }} accessibilityLayer={false}>
        <defs>
          <pattern id="no-log" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path d="M0 0v5" stroke="var(--control)" strokeWidth="1.5" /></pattern>
          <pattern id="denied" width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path d="M0 0v4" stroke="var(--critical)" strokeWidth="2.5" /></pattern>
        </defs>
        <XAxis dataKey="day" tick={tick} tickLine={false} axisLine={{ stroke: 'var(--line-strong)' }} tickFormatter={(day: string) => day.slice(5)} minTickGap={24} />
        <YAxis tick={tick} tickLine={false} axisLine={false} width={40} allowDecimals={false} tickCount={3} tickFormatter={shortCount} />
        {data.days.map((day, at) => data.uncovered[at] && <ReferenceArea key={day} x1={day} x2={day} fill="url(#no-log)" fillOpacity={0.5} ifOverflow="extendDomain" />)}
        <Tooltip cursor={{ fill: 'var(--hover)' }} isAnimationActive={false} content={<ChartTip />} />
        {data.series.map((series) => <Bar key={series.key} dataKey={series.key} name={series.label} stackId="reads" fill={series.hue ? `var(--hue-${series.hue})` : 'var(--bar)'} isAnimationActive={false} maxBarSize={36} />)}
        <Bar dataKey="denied" name="denied" stackId="reads" fill="url(#denied)" isAnimationActive={false} maxBarSize={36} />
      </BarChart>
    </ResponsiveContainer>
  )
}
