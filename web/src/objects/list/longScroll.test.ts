import { expect, test } from 'vitest'
import { heightOf, placeOfRow, scrolledTo, settled, sightOf, start, tallest, type Extent } from './longScroll.ts'

const million: Extent = { rows: 1_000_000, rowHeight: 41, viewport: 800 }
const some: Extent = { rows: 500, rowHeight: 41, viewport: 800 }

test('a list that fits is scrolled pixel by pixel', () => {
  expect(heightOf(some)).toBe(500 * 41)
  expect(scrolledTo(start, 12_345, some)).toEqual({ top: 12_345, scrolled: 12_345 })
  expect(sightOf({ top: 4100, scrolled: 4100 }, some, 0)).toEqual({ first: 100, last: 120, shift: 0 })
})

test('a million rows stay below what a browser can lay out, and a wheel still moves by its pixels', () => {
  expect(heightOf(million)).toBe(tallest)
  const place = scrolledTo(start, 120, million)
  expect(place.top).toBe(120)
  expect(scrolledTo(place, 20, million).top).toBe(20)
})

test('pulling the bar to its middle shows the middle, to its end the end', () => {
  const end = heightOf(million) - million.viewport
  expect(sightOf(scrolledTo(start, end / 2, million), million, 0).first).toBeCloseTo(500_000, -2)
  expect(sightOf(scrolledTo(start, end, million), million, 0).last).toBe(999_999)
})

test('every row can be reached and is then in sight', () => {
  for (const row of [0, 1, 19, 20, 333_333, 999_998, 999_999]) {
    const { first, last } = sightOf(placeOfRow(row, start, million), million, 0)
    expect(first <= row && row <= last).toBe(true)
  }
})

test('a row in sight moves nothing', () => {
  const place = settled({ top: 410_000, scrolled: 0 }, million)
  expect(placeOfRow(10_005, place, million)).toEqual(place)
})

test('a resting bar stands where what is shown belongs', () => {
  let place = scrolledTo(start, 4_000_000, million)
  const before = place.top
  for (let wheel = 0; wheel < 100; wheel += 1) place = scrolledTo(place, place.scrolled + 100, million)
  expect(place.top).toBeCloseTo(before + 10_000, 3)
  const rested = settled(place, million)
  expect(rested.top).toBe(place.top)
  expect(rested.scrolled / (heightOf(million) - million.viewport)).toBeCloseTo(rested.top / (million.rows * 41 - 800), 6)
})
