import { expect, test, vi } from 'vitest'

vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => undefined })
const { periodOf, periodWords, stepped } = await import('./period.ts')

const days = (span: 'day' | 'week' | 'month', day: string) => {
  const { from, to } = periodOf(span, day)
  return [from.format('YYYY-MM-DD'), to.format('YYYY-MM-DD')]
}

test('weeks begin on Monday, and a month shows whole weeks', () => {
  expect(days('week', '2026-11-29')).toEqual(['2026-11-23', '2026-11-30'])
  expect(days('week', '2026-11-23')).toEqual(['2026-11-23', '2026-11-30'])
  expect(days('month', '2026-11-15')).toEqual(['2026-10-26', '2026-12-07'])
  expect(days('day', '2026-03-29')).toEqual(['2026-03-29', '2026-03-30'])
})

test('one goes from month to month without losing the end of one', () => {
  expect(stepped('month', '2026-01-31', 1)).toBe('2026-02-28')
  expect(stepped('week', '2026-12-28', 1)).toBe('2027-01-04')
})

test('a period is called as one says it', () => {
  expect(periodWords('month', '2026-11-23')).toBe('Novembre 2026')
  expect(periodWords('day', '2026-11-23')).toBe('Lundi 23 novembre 2026')
})
