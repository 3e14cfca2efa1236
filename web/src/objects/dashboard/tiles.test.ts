import { expect, test, vi } from 'vitest'

vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => undefined })
const { moved, readTiles, resized } = await import('./tiles.ts')

const three = readTiles({ tiles: ['a', 'b', 'c'].map((id) => ({ id, kind: 'number', title: id, object: 'lead', measure: 'count', width: 1, height: 1 })) })
const order = (tiles: { id: string }[]) => tiles.map((tile) => tile.id).join('')

test('a tile moves among the others, and stays within them', () => {
  expect(order(moved(three, 'a', 1))).toBe('bac')
  expect(order(moved(three, 'c', 0))).toBe('cab')
  expect(order(moved(three, 'a', 9))).toBe('bca')
  expect(order(moved(three, 'a', -3))).toBe('abc')
  expect(order(moved(three, 'x', 0))).toBe('abc')
})

test('a tile grows and shrinks within the page', () => {
  expect(resized(three, 'b', 1, 0)[1]).toMatchObject({ width: 2, height: 1 })
  expect(resized(three, 'b', -1, 9)[1]).toMatchObject({ width: 1, height: 4 })
})

test('what is not a tile is left out, and what is missing is usual', () => {
  expect(readTiles(null)).toEqual([])
  expect(readTiles({ tiles: 'x' })).toEqual([])
  expect(readTiles({ tiles: [{ kind: 'hologram' }, { kind: 'bar', id: 'z', width: 40 }] })).toEqual([
    { id: 'z', kind: 'bar', title: '', object: '', measure: 'count', width: 2, height: 2 },
  ])
})
