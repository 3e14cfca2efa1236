import '@mantine/charts/styles.css'
import { LineChart, Sparkline } from '@mantine/charts'
import { VisuallyHidden } from '@mantine/core'
import { Link, useLocation } from 'wouter'
import { say } from '../../design/language.ts'
import type { Group } from '../api.ts'
import classes from './Dashboard.module.css'
import { sayMeasured } from './figures.ts'
import { everyFor, partOf, partWords, type Period } from './period.ts'
import { countOrFigure, type Measure } from './tiles.ts'

type Props = { measure: Measure; name: string; period: Period; now: Group[]; then: Group[]; linkTo: (part: Period) => string }

// A figure over time, with the time before behind it. A press on a point opens its records; so do the links that stand
// there for those who do not see the line.
export function OverTime({ measure, name, period, now, then, linkTo }: Props) {
  const [, navigate] = useLocation()
  const every = everyFor(period)
  const nowWords = say('Période', 'Period')
  const thenWords = say('Comparaison', 'Comparison')
  const data = now.map((group, index) => ({
    part: partWords(group.value, every),
    [nowWords]: countOrFigure(measure, group),
    ...(then[index] ? { [thenWords]: countOrFigure(measure, then[index]) } : {}),
  }))
  const open = (index: number | undefined) => {
    const group = index === undefined ? undefined : now[index]
    if (group) navigate(linkTo(partOf(group.value, every)))
  }
  return (
    <div className={classes.chart}>
      <LineChart
        h="100%"
        aria-hidden="true"
        data={data}
        dataKey="part"
        curveType="monotone"
        withDots={data.length <= 31}
        strokeWidth={2}
        series={[...(then.length > 0 ? [{ name: thenWords, color: 'gray.5', strokeDasharray: '4 4' }] : []), { name: nowWords, color: 'outremer.5' }]}
        valueFormatter={(value) => sayMeasured(measure, value)}
        xAxisProps={{ interval: 'equidistantPreserveStart', minTickGap: 10 }}
        yAxisProps={{ width: 62, tickCount: 4 }}
        lineChartProps={{ accessibilityLayer: false, onClick: (press) => open(press.activeTooltipIndex === null ? undefined : Number(press.activeTooltipIndex)) }}
      />
      <VisuallyHidden>
        <ul aria-label={name}>
          {now.map((group, index) => (
            <li key={index}>
              <Link href={linkTo(partOf(group.value, every))} tabIndex={-1}>
                {partWords(group.value, every)} : {sayMeasured(measure, countOrFigure(measure, group))}
              </Link>
            </li>
          ))}
        </ul>
      </VisuallyHidden>
    </div>
  )
}

// Only its shape matters; the figure stands beside it.
export const Spark = ({ values }: { values: number[] }) => (
  <div inert>
    <Sparkline h={44} data={values} color="outremer.5" fillOpacity={0.2} strokeWidth={2} curveType="monotone" />
  </div>
)
