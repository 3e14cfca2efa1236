import { expect, it, vi } from 'vitest'

vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => undefined })
const { atMost, dayList } = await import('./dayList.ts')

const now = new Date(2026, 10, 23, 10).getTime()
const day = 86_400_000
const record = (id: string, fields: Record<string, unknown>) => ({ id, revision: 1, ...fields })

it('shows seven things at most, the weightiest first', () => {
  const tasks = Array.from({ length: 6 }, (_, index) => record(`t${index}`, { due_at: now - index * day }))
  const leads = Array.from({ length: 6 }, (_, index) => record(`l${index}`, { created_at: now - index * 40 * day }))
  const things = dayList(tasks, leads, [], now)
  expect(things).toHaveLength(atMost)
  expect(things.map((thing) => thing.weight)).toEqual(things.map((thing) => thing.weight).toSorted((a, b) => b - a))
})

it('mixes the kinds', () => {
  const leads = Array.from({ length: 20 }, (_, index) => record(`l${index}`, { created_at: now }))
  const late = record('o', { expected_close: '2026-11-01', amount: 100_00 })
  expect(dayList([], leads, [late], now).map((thing) => thing.kind)).toContain('opportunity')
})

it('says why in words', () => {
  const [thing] = dayList([], [], [record('o', { expected_close: '2026-11-20', amount: 1_234_50 })], now)
  expect(thing?.reason).toBe('Signature prévue le 20 nov. 2026\u00a0: 3 jours de retard, 1\u202f234,50\u00a0€')
})
