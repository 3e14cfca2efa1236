import dayjs from 'dayjs'
import type { Field, ObjectDeclaration, StoredRecord } from '../api.ts'
import { fieldOf } from '../catalogue.ts'
import { typeOf } from '../fieldTypes.ts'
import type { Filter } from '../filter.ts'
import type { Period } from './period.ts'

// A record's place in a calendar: by its declared beginning and length, or by any date one chooses.

export type Placing = { start: Field; length: Field | null }

const usualMinutes = 30
const written = 'YYYY-MM-DD HH:mm:ss'

export const timeFields = (fields: Field[]): Field[] => fields.filter((field) => typeOf(field).isTime)

export function placingOf(object: ObjectDeclaration, fields: Field[], wanted: string | null): Placing | null {
  const times = timeFields(fields)
  const start = times.find((field) => field.key === wanted) ?? times.find((field) => field.key === object.start_field) ?? times[0]
  if (!start) return null
  const length = start.key === object.start_field && object.length_field ? (fieldOf(object, object.length_field) ?? null) : null
  return { start, length }
}

// A date has no hour: it takes the whole day.
export const isWholeDay = ({ start }: Placing) => typeOf(start).wholeDay

export function inPeriod(placing: Placing, { from, to }: Period): Filter {
  const { start } = placing
  return isWholeDay(placing)
    ? { field: start.key, op: 'between', value: [from.format('YYYY-MM-DD'), to.subtract(1, 'day').format('YYYY-MM-DD')] }
    : { field: start.key, op: 'between', value: [from.valueOf(), to.valueOf() - 1] }
}

export type Place = { start: string; end: string }

export function placeOf(placing: Placing, record: StoredRecord): Place {
  const start = dayjs(record[placing.start.key] as number | string)
  if (isWholeDay(placing)) return { start: start.startOf('day').format(written), end: start.add(1, 'day').startOf('day').format(written) }
  const minutes = Number((placing.length && record[placing.length.key]) || usualMinutes)
  return { start: start.format(written), end: start.add(minutes, 'minute').format(written) }
}

// What a record must hold to stand at this place.
export function fieldsAt(placing: Placing, { start, end }: Place): Record<string, unknown> {
  if (isWholeDay(placing)) return { [placing.start.key]: dayjs(start).format('YYYY-MM-DD') }
  const minutes = dayjs(end).diff(dayjs(start), 'minute')
  return { [placing.start.key]: dayjs(start).valueOf(), ...(placing.length ? { [placing.length.key]: minutes } : {}) }
}

// From when to when the days are shown: working hours with some air, and whatever stands before or after them.
export function hoursOf(places: Place[]): { startTime: string; endTime: string } {
  const starts = places.map(({ start }) => dayjs(start).hour())
  const ends = places.map(({ start, end }) => (dayjs(end).isSame(dayjs(start), 'day') ? dayjs(end).hour() + 1 : 24))
  const first = Math.min(7, ...starts)
  const last = Math.min(24, Math.max(20, ...ends))
  const two = (hour: number) => String(hour).padStart(2, '0')
  return { startTime: `${two(first)}:00:00`, endTime: last === 24 ? '23:59:59' : `${two(last)}:00:00` }
}
