import dayjs from 'dayjs'
import { locale } from '../../design/language.ts'

// What a calendar shows: a day, a week, a month, or the coming weeks as a list.
export type Span = 'day' | 'week' | 'month' | 'list'

export const spans: Span[] = ['day', 'week', 'month', 'list']

export type Period = { from: dayjs.Dayjs; to: dayjs.Dayjs }

const mondayOf = (day: dayjs.Dayjs) => day.subtract((day.day() + 6) % 7, 'day').startOf('day')

// The days in sight; a month shows the whole weeks it touches.
export function periodOf(span: Span, day: string): Period {
  const at = dayjs(day).startOf('day')
  const periods: Record<Span, () => Period> = {
    day: () => ({ from: at, to: at.add(1, 'day') }),
    week: () => ({ from: mondayOf(at), to: mondayOf(at).add(7, 'day') }),
    month: () => ({ from: mondayOf(at.startOf('month')), to: mondayOf(at.startOf('month')).add(42, 'day') }),
    list: () => ({ from: at, to: at.add(30, 'day') }),
  }
  return periods[span]()
}

export function stepped(span: Span, day: string, by: number): string {
  const at = dayjs(day)
  const steps: Record<Span, [number, 'day' | 'week' | 'month']> = { day: [by, 'day'], week: [by, 'week'], month: [by, 'month'], list: [by * 30, 'day'] }
  return at.add(...steps[span]).format('YYYY-MM-DD')
}

export function periodWords(span: Span, day: string): string {
  const at = dayjs(day).toDate()
  if (span === 'day') return capital(show({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }).format(at))
  if (span === 'month') return capital(show({ month: 'long', year: 'numeric' }).format(at))
  const { from, to } = periodOf(span, day)
  return show({ day: 'numeric', month: 'short', year: 'numeric' }).formatRange(from.toDate(), to.subtract(1, 'day').toDate())
}

const show = (form: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale() === 'fr' ? 'fr-FR' : 'en-GB', form)
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
