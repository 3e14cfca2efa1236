import dayjs from 'dayjs'
import { expect, test, vi } from 'vitest'

vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => undefined })
const { comparedWith, everyFor, partOf, periodOf, presets } = await import('./period.ts')

const today = dayjs('2026-11-23')

test('periods are those of the calendar', () => {
  expect(periodOf('this_month', today)).toEqual({ from: '2026-11-01', until: '2026-11-30' })
  expect(periodOf('last_month', today)).toEqual({ from: '2026-10-01', until: '2026-10-31' })
  expect(periodOf('this_quarter', today)).toEqual({ from: '2026-10-01', until: '2026-12-31' })
  expect(periodOf('last_quarter', today)).toEqual({ from: '2026-07-01', until: '2026-09-30' })
  expect(periodOf('last_12_months', today)).toEqual({ from: '2025-12-01', until: '2026-11-30' })
  expect(periodOf('last_30', today)).toEqual({ from: '2026-10-25', until: '2026-11-23' })
})

test('a period is compared with the one that ends where it begins', () => {
  for (const preset of presets) {
    const period = periodOf(preset, today)
    expect(dayjs(comparedWith(period, 'before')?.until).add(1, 'day').format('YYYY-MM-DD')).toBe(period.from)
  }
  expect(comparedWith(periodOf('this_month', dayjs('2026-03-10')), 'before')).toEqual({ from: '2026-02-01', until: '2026-02-28' })
  expect(comparedWith({ from: '2026-03-05', until: '2026-03-11' }, 'before')).toEqual({ from: '2026-02-26', until: '2026-03-04' })
})

test('a year earlier is the same stretch of the year, also around a leap day', () => {
  expect(comparedWith({ from: '2024-02-01', until: '2024-02-29' }, 'year')).toEqual({ from: '2023-02-01', until: '2023-02-28' })
  expect(comparedWith(periodOf('this_year', today), 'year')).toEqual({ from: '2025-01-01', until: '2025-12-31' })
  expect(comparedWith(periodOf('this_year', today), 'none')).toBeNull()
})

test('a tile shows as many points as one takes in, and each knows its days', () => {
  expect(presets.map((preset) => everyFor(periodOf(preset, today)))).toEqual(['day', 'day', 'week', 'week', 'month', 'month', 'day', 'month'])
  expect(partOf('2026-02-01', 'month')).toEqual({ from: '2026-02-01', until: '2026-02-28' })
  expect(partOf(dayjs('2026-11-23').valueOf(), 'week')).toEqual({ from: '2026-11-23', until: '2026-11-29' })
})
