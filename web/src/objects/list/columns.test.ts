import { expect, test } from 'vitest'
import { moved, readColumns, resized, shifted, toggledColumn, toggledPin, writeColumns } from './columns.ts'
import { readSort, sortedBy, writeSort } from './sort.ts'

const of = (text: string) => readColumns(text) ?? []
const text = writeColumns

test('columns are read as they are written, and nonsense is left out', () => {
  expect(text(of('_.300,email.220*,amount,email,%3Cscript,phone.9999'))).toBe('_.300,email.220*,amount,phone.900')
  expect(readColumns('')).toBeNull()
})

test('a column is hidden and shown again at the end', () => {
  expect(text(toggledColumn(of('a,b,c'), 'b'))).toBe('a,c')
  expect(text(toggledColumn(of('a,c'), 'b'))).toBe('a,c,b')
})

test('a pinned column goes to the front of the others, and back behind them', () => {
  expect(text(toggledPin(of('_.200,a,b,c'), 'c'))).toBe('_.200,c*,a,b')
  expect(text(toggledPin(of('c*,a*,b'), 'c'))).toBe('a*,c,b')
})

test('a column is carried beside another, and joins the pinned there', () => {
  expect(text(moved(of('a,b,c'), 'c', 'a', 'before'))).toBe('c,a,b')
  expect(text(moved(of('a,b,c'), 'a', 'c', 'behind'))).toBe('b,c,a')
  expect(text(moved(of('a*,b,c'), 'c', 'a', 'behind'))).toBe('a*,c*,b')
})

test('the keyboard moves a column by one place and never before the title', () => {
  expect(text(shifted(of('_.200,a,b'), 'b', -1))).toBe('_.200,b,a')
  expect(text(shifted(of('_.200,a,b'), 'a', -1))).toBe('_.200,a,b')
})

test('widths stay readable', () => {
  expect(text(resized(of('a,b'), 'a', 3))).toBe('a.64,b')
  expect(text(resized(of('a'), '_', 333.4))).toBe('_.333,a')
})

test('a click sorts up, down, not at all; with Shift it adds a key', () => {
  expect(writeSort(sortedBy([], 'a', false))).toBe('a')
  expect(writeSort(sortedBy(readSort('a'), 'a', false))).toBe('-a')
  expect(writeSort(sortedBy(readSort('-a'), 'a', false))).toBe('')
  expect(writeSort(sortedBy(readSort('a'), 'b', true))).toBe('a,b')
  expect(writeSort(sortedBy(readSort('a,b'), 'b', true))).toBe('a,-b')
  expect(writeSort(sortedBy(readSort('a,-b'), 'b', true))).toBe('a')
})
