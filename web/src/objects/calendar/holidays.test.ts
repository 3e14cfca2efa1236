import { expect, test, vi } from 'vitest'

vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => undefined })
const { publicHolidays } = await import('./holidays.ts')

test('movable holidays follow Easter', () => {
  // Easter Sundays: 20 April 2025, 5 April 2026, 28 March 2027, 24 April 2011 (late), 23 March 2008 (early).
  for (const monday of ['2025-04-21', '2026-04-06', '2027-03-29', '2011-04-25', '2008-03-24']) {
    expect(publicHolidays(Number(monday.slice(0, 4))).get(monday)).toBe('Lundi de Pâques')
  }
  expect(publicHolidays(2026).get('2026-05-14')).toBe('Ascension')
  expect(publicHolidays(2026).get('2026-05-25')).toBe('Lundi de Pentecôte')
})

test('there are eleven a year', () => {
  expect(publicHolidays(2026).size).toBe(11)
})
