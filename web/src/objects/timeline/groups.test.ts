import { expect, test, vi } from 'vitest'

vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => undefined })
const { grouped } = await import('./groups.ts')

const at = (text: string) => ({ at: new Date(text).getTime(), kind: 'note' })
const now = new Date('2026-11-23T15:00').getTime()

test('what is to come stands first, the next before the others', () => {
  const groups = grouped([at('2026-12-01T09:00'), at('2026-11-24T09:00'), at('2026-11-23T09:00')], now)
  expect(groups.map((group) => group.name)).toEqual(['À venir', 'Aujourd’hui'])
  expect(groups[0]!.entries[0]!.at).toBe(new Date('2026-11-24T09:00').getTime())
})

test('older entries stand by month', () => {
  const groups = grouped([at('2026-11-22T23:59'), at('2026-11-21T09:00'), at('2026-11-02T09:00'), at('2025-02-02T09:00')], now)
  expect(groups.map((group) => [group.name, group.entries.length])).toEqual([['Hier', 1], ['Novembre 2026', 2], ['Février 2025', 1]])
})
