import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts'

export interface Series {
  key: string
  name: string
  colour: string
}

/**
 * Stacked bars over time. What is drawn cannot be read out or reached by keys: whoever shows it puts the same numbers into a
 * table beside it.
 */
export function Bars(bars: {
  rows: readonly Record<string, string | number>[]
  series: readonly Series[]
  sayAt(at: string): string
  sayMark(at: string): string
  sayValue(value: number): string
  whole?: boolean
  onOpen?(at: string, key: string): void
}) {
  const { rows, series, sayAt, sayMark, sayValue, whole = false, onOpen } = bars
  return (
    <div className={onOpen ? 'chart can-open' : 'chart'} aria-hidden="true">
      <ResponsiveContainer width="100%" height="100%">
        <BarChart
          data={[...rows]}
          accessibilityLayer={false}
          margin={{ top: 8, right: 4, bottom: 0, left: 0 }}
        >
          <CartesianGrid vertical={false} stroke="var(--line)" />
          <XAxis
            dataKey="at"
            tickFormatter={sayMark}
            minTickGap={24}
            tickLine={false}
            stroke="var(--edge)"
            tick={{ fill: 'var(--soft)', fontSize: 12 }}
          />
          <YAxis
            width="auto"
            allowDecimals={!whole}
            tickFormatter={sayValue}
            tickLine={false}
            axisLine={false}
            tick={{ fill: 'var(--soft)', fontSize: 12 }}
          />
          <Tooltip
            cursor={{ fill: 'var(--hover)' }}
            isAnimationActive={false}
            labelFormatter={(at) => sayAt(String(at))}
            formatter={(value) => sayValue(Number(value))}
            itemStyle={{ color: 'var(--ink)' }}
            contentStyle={{
              background: 'var(--card)',
              border: '1px solid var(--line)',
              borderRadius: 8,
              color: 'var(--ink)',
              fontSize: 13,
            }}
          />
          {series.map(({ key, name, colour }) => (
            <Bar
              key={key}
              dataKey={key}
              name={name}
              stackId="all"
              fill={colour}
              stroke="var(--card)"
              strokeWidth={1}
              maxBarSize={36}
              isAnimationActive={false}
              {...(onOpen
                ? {
                    onClick: (bar: { payload?: { at?: string } }) => {
                      if (bar.payload?.at) onOpen(bar.payload.at, key)
                    },
                  }
                : {})}
            />
          ))}
        </BarChart>
      </ResponsiveContainer>
    </div>
  )
}
