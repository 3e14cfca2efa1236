import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import { get } from '../../changes/client.ts'
import { showNumber } from '../../design/formats.ts'
import { label, say } from '../../design/language.ts'
import { listHref } from '../../objects/address.ts'
import { useCatalogue } from '../../objects/catalogue.ts'
import type { Filter } from '../../objects/filter.ts'
import classes from './Indicators.module.css'

type Indicator = {
  key: string
  label: string
  label_en?: string
  value: number | null
  unit: string
  count: number
  target?: number | null
  before?: number | null
  filter: Filter
  object: string
}

// The four numbers that say how the company is doing; each opens the list behind it.
export function Indicators() {
  const { objects } = useCatalogue()
  const { data } = useQuery({
    queryKey: ['records', '*', 'indicators', lastQuarter()],
    queryFn: ({ signal }) => get<{ indicators: Indicator[] }>(`/indicators?${new URLSearchParams(lastQuarter())}`, signal),
  })
  if (!data?.indicators.length) return null
  return (
    <section aria-label={say('Indicateurs', 'Indicators')}>
      <header className={classes.head}>
        <h2 className={classes.heading}>{say('Les 90 derniers jours', 'The last 90 days')}</h2>
        <Link href="/dashboards">{say('Tableaux de bord', 'Dashboards')}</Link>
      </header>
      <div className={classes.tiles}>
        {data.indicators.map((indicator) => {
          const path = objects.find((object) => object.key === indicator.object)?.path ?? 'leads'
          return (
            <Link key={indicator.key} href={listHref(path, indicator.filter)} className={classes.tile}>
              <span className={classes.name}>{label({ fr: indicator.label, ...(indicator.label_en ? { en: indicator.label_en } : {}) })}</span>
              <span className={classes.value}>{withUnit(indicator.value, indicator.unit)}</span>
              <span className={classes.detail}>{detail(indicator)}</span>
            </Link>
          )
        })}
      </div>
    </section>
  )
}

function lastQuarter() {
  const midnight = new Date().setHours(0, 0, 0, 0)
  return { from: String(midnight - 90 * 86_400_000), to: String(midnight + 86_400_000) }
}

const withUnit = (value: number | null | undefined, unit: string) =>
  value === null || value === undefined ? '—' : `${showNumber(value, 1)}\u00a0${unit}`

function detail({ before, target, unit, count }: Indicator): string {
  const parts = [
    before === null || before === undefined ? null : say(`${withUnit(before, unit)} avant`, `${withUnit(before, unit)} before`),
    target === null || target === undefined ? null : say(`objectif ${withUnit(target, unit)}`, `target ${withUnit(target, unit)}`),
  ].filter(Boolean)
  return parts.join(' · ') || say(`sur ${showNumber(count)}`, `out of ${showNumber(count)}`)
}
