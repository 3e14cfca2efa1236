import dayjs from 'dayjs'
import { locale, say } from '../../design/language.ts'
import type { Field } from '../api.ts'
import { typeOf } from '../fieldTypes.ts'
import type { Filter } from '../filter.ts'

// The stretch of time a dashboard looks at, and the one it is compared with. Days, both ends counted.

export type Period = { from: string; until: string }

export const presets = ['this_month', 'last_month', 'this_quarter', 'last_quarter', 'this_year', 'last_year', 'last_30', 'last_12_months'] as const
export type Preset = (typeof presets)[number]

export type Comparison = 'before' | 'year' | 'none'

const day = (at: dayjs.Dayjs) => at.format('YYYY-MM-DD')
const quarterOf = (at: dayjs.Dayjs) => at.startOf('month').subtract(at.month() % 3, 'month')
const months = (start: dayjs.Dayjs, count: number): Period => ({ from: day(start), until: day(start.add(count, 'month').subtract(1, 'day')) })

export function periodOf(preset: Preset, today = dayjs()): Period {
  const periods: Record<Preset, () => Period> = {
    this_month: () => months(today.startOf('month'), 1),
    last_month: () => months(today.startOf('month').subtract(1, 'month'), 1),
    this_quarter: () => months(quarterOf(today), 3),
    last_quarter: () => months(quarterOf(today).subtract(3, 'month'), 3),
    this_year: () => months(today.startOf('year'), 12),
    last_year: () => months(today.startOf('year').subtract(1, 'year'), 12),
    last_30: () => ({ from: day(today.subtract(29, 'day')), until: day(today) }),
    last_12_months: () => months(today.startOf('month').subtract(11, 'month'), 12),
  }
  return periods[preset]()
}

export const presetWords = (preset: Preset): string =>
  ({
    this_month: say('Ce mois-ci', 'This month'),
    last_month: say('Le mois dernier', 'Last month'),
    this_quarter: say('Ce trimestre', 'This quarter'),
    last_quarter: say('Le trimestre dernier', 'Last quarter'),
    this_year: say('Cette année', 'This year'),
    last_year: say('L’année dernière', 'Last year'),
    last_30: say('Les 30 derniers jours', 'The last 30 days'),
    last_12_months: say('Les 12 derniers mois', 'The last 12 months'),
  })[preset]

// Whole months are compared with as many whole months, other stretches with as many days.
export function comparedWith({ from, until }: Period, how: Comparison): Period | null {
  if (how === 'none') return null
  const start = dayjs(from)
  const end = dayjs(until).add(1, 'day')
  if (how === 'year') return { from: day(start.subtract(1, 'year')), until: day(end.subtract(1, 'year').subtract(1, 'day')) }
  const wholeMonths = start.date() === 1 && end.date() === 1 ? end.diff(start, 'month') : 0
  if (wholeMonths > 0) return months(start.subtract(wholeMonths, 'month'), wholeMonths)
  return { from: day(start.subtract(end.diff(start, 'day'), 'day')), until: day(start.subtract(1, 'day')) }
}

// The records whose date falls in the period.
export function duringPeriod(field: Field, { from, until }: Period): Filter {
  if (typeOf(field).wholeDay) return { field: field.key, op: 'between', value: [from, until] }
  return {
    all: [
      { field: field.key, op: 'gte', value: dayjs(from).valueOf() },
      { field: field.key, op: 'lt', value: dayjs(until).add(1, 'day').valueOf() },
    ],
  }
}

export type Every = 'day' | 'week' | 'month' | 'quarter'

// As many points as a tile can show and a reader take in.
export function everyFor({ from, until }: Period): Every {
  const days = dayjs(until).diff(dayjs(from), 'day') + 1
  if (days <= 31) return 'day'
  if (days <= 120) return 'week'
  return days <= 1100 ? 'month' : 'quarter'
}

// The days of a part of the period, given how the server names it: by its first day, or that day's first millisecond.
export function partOf(start: unknown, every: Every): Period {
  const first = dayjs(start as string | number)
  const lengths: Record<Every, [number, 'day' | 'month']> = { day: [1, 'day'], week: [7, 'day'], month: [1, 'month'], quarter: [3, 'month'] }
  return { from: day(first), until: day(first.add(...lengths[every]).subtract(1, 'day')) }
}

export function partWords(start: unknown, every: Every): string {
  const first = dayjs(start as string | number)
  if (every === 'quarter') return say(`T${Math.floor(first.month() / 3) + 1} ${first.year()}`, `Q${Math.floor(first.month() / 3) + 1} ${first.year()}`)
  const form: Intl.DateTimeFormatOptions = every === 'month' ? { month: 'short', year: '2-digit' } : { day: 'numeric', month: 'short' }
  return new Intl.DateTimeFormat(tag(), form).format(first.toDate())
}

export function periodWords({ from, until }: Period): string {
  const show = new Intl.DateTimeFormat(tag(), { day: 'numeric', month: 'short', year: 'numeric' })
  return show.formatRange(dayjs(from).toDate(), dayjs(until).toDate())
}

const tag = () => (locale() === 'fr' ? 'fr-FR' : 'en-GB')
