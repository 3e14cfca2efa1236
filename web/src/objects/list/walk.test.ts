import { expect, test } from 'vitest'
import { isSingle, rangeOf, walked } from './walk.ts'

const bounds = { lines: 50, columns: 4, page: 20 }
const from = { line: 10, column: 2 }

test('arrows walk by one cell and stop at the edges', () => {
  expect(walked(from, 'ArrowDown', false, bounds)).toEqual({ line: 11, column: 2 })
  expect(walked({ line: 49, column: 3 }, 'ArrowDown', false, bounds)).toEqual({ line: 49, column: 3 })
  expect(walked({ line: 0, column: 0 }, 'ArrowLeft', false, bounds)).toEqual({ line: 0, column: 0 })
})

test('above the first line stand the headings', () => {
  expect(walked({ line: 0, column: 1 }, 'ArrowUp', false, bounds)).toEqual({ line: -1, column: 1 })
  expect(walked({ line: -1, column: 1 }, 'PageDown', false, bounds)).toEqual({ line: 20, column: 1 })
})

test('with Ctrl they go to the end', () => {
  expect(walked(from, 'End', true, bounds)).toEqual({ line: 49, column: 3 })
  expect(walked(from, 'ArrowUp', true, bounds)).toEqual({ line: 0, column: 2 })
  expect(walked(from, 'a', false, bounds)).toBeNull()
})

test('a range is the same from either corner', () => {
  expect(rangeOf({ line: 5, column: 3 }, { line: 2, column: 1 })).toEqual({ top: 2, bottom: 5, left: 1, right: 3 })
  expect(isSingle(rangeOf(from, from))).toBe(true)
})
