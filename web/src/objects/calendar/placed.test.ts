import { expect, test, vi } from 'vitest'
import type { Field, ObjectDeclaration } from '../api.ts'

vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => undefined })
const { fieldsAt, hoursOf, inPeriod, placeOf, placingOf } = await import('./placed.ts')
const { periodOf } = await import('./period.ts')

const field = (key: string, type: string) => ({ id: key, key, type, label: { fr: key } }) as Field
const fields = [field('name', 'text'), field('signed', 'date'), field('due_at', 'moment'), field('length', 'duration')]
const object = { key: 'task', fields, start_field: 'due_at', length_field: 'length' } as unknown as ObjectDeclaration
const at = (text: string) => new Date(text).getTime()

test('a record stands where its declaration says, for as long as it takes', () => {
  const placing = placingOf(object, fields, null)!
  expect(placeOf(placing, { id: '1', revision: 1, due_at: at('2026-11-23T09:00'), length: 90 })).toEqual({ start: '2026-11-23 09:00:00', end: '2026-11-23 10:30:00' })
  expect(fieldsAt(placing, { start: '2026-11-24 14:00:00', end: '2026-11-24 15:00:00' })).toEqual({ due_at: at('2026-11-24T14:00'), length: 60 })
})

test('a date takes the whole day and keeps it', () => {
  const placing = placingOf(object, fields, 'signed')!
  expect(placeOf(placing, { id: '1', revision: 1, signed: '2026-11-23' })).toEqual({ start: '2026-11-23 00:00:00', end: '2026-11-24 00:00:00' })
  expect(fieldsAt(placing, { start: '2026-11-30 00:00:00', end: '2026-12-01 00:00:00' })).toEqual({ signed: '2026-11-30' })
  expect(inPeriod(placing, periodOf('week', '2026-11-23'))).toEqual({ field: 'signed', op: 'between', value: ['2026-11-23', '2026-11-29'] })
})

test('days are shown from seven to eight, and longer for whatever stands outside', () => {
  expect(hoursOf([])).toEqual({ startTime: '07:00:00', endTime: '20:00:00' })
  expect(hoursOf([{ start: '2026-11-23 05:30:00', end: '2026-11-23 06:00:00' }]).startTime).toBe('05:00:00')
  expect(hoursOf([{ start: '2026-11-23 21:30:00', end: '2026-11-23 22:15:00' }]).endTime).toBe('23:00:00')
  expect(hoursOf([{ start: '2026-11-23 23:30:00', end: '2026-11-24 01:00:00' }]).endTime).toBe('23:59:59')
})
