import { expect, test } from 'vitest'
import { readBlock, writeBlock } from './clipboard.ts'

test('a block is read as rows of cells', () => {
  expect(readBlock('a\tb\r\nc\t\r\n')).toEqual([['a', 'b'], ['c', '']])
  expect(readBlock('seul')).toEqual([['seul']])
})

test('quoted cells keep their tabs, lines and quotes', () => {
  expect(readBlock('"deux\nlignes"\t"un ""mot"""\nfin\t')).toEqual([['deux\nlignes', 'un "mot"'], ['fin', '']])
})

test('a lone quote is text', () => {
  expect(readBlock('"tube 3\tx')).toEqual([['"tube 3', 'x']])
  expect(readBlock('3" de large')).toEqual([['3" de large']])
})

test('what is copied is read back the same', () => {
  const rows = [['a\tb', 'c "d"'], ['', 'e\nf']]
  expect(readBlock(writeBlock(rows))).toEqual(rows)
})
