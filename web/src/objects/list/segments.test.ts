import { expect, test } from 'vitest'
import { linesOf, type Segment } from './segments.ts'

const group = (value: string) => ({ value, count: 0, figures: [] })
const segments: Segment[] = [
  { group: group('new'), count: 3, isOpen: true },
  { group: group('won'), count: 5, isOpen: false },
  { group: group('lost'), count: 2, isOpen: true },
]

test('without groups every line is a record', () => {
  const lines = linesOf([{ group: null, count: 4, isOpen: true }])
  expect(lines.count).toBe(4)
  expect(lines.at(3)).toEqual({ kind: 'record', segment: 0, index: 3 })
  expect(lines.at(4)).toEqual({ kind: 'none' })
})

test('a group is a head and its records; a closed one its head alone', () => {
  const lines = linesOf(segments)
  expect(lines.count).toBe(8)
  expect([0, 1, 3, 4, 5, 6, 7].map((line) => lines.at(line))).toEqual([
    { kind: 'head', segment: 0 },
    { kind: 'record', segment: 0, index: 0 },
    { kind: 'record', segment: 0, index: 2 },
    { kind: 'head', segment: 1 },
    { kind: 'head', segment: 2 },
    { kind: 'record', segment: 2, index: 0 },
    { kind: 'record', segment: 2, index: 1 },
  ])
})

test('a line is found again from its record', () => {
  const lines = linesOf(segments)
  for (const [segment, index] of [[0, 0], [0, 2], [2, 1]] as const) {
    expect(lines.at(lines.lineOf(segment, index))).toEqual({ kind: 'record', segment, index })
  }
})
