import { expect, test } from 'vitest'
import { marked } from './marks.ts'

const shown = (text: string, looked: string) => marked(text, looked).map(({ text: piece, isMatch }) => (isMatch ? `[${piece}]` : piece)).join('')

test('accents and case make no difference', () => {
  expect(shown('Chaudière à gaz', 'chaudiere')).toBe('[Chaudière] à gaz')
  expect(shown('ÉLECTRICITÉ', 'elec')).toBe('[ÉLEC]TRICITÉ')
})

test('a word is found at its beginning, each of several', () => {
  expect(shown('Marie Le Goff', 'go ma')).toBe('[Ma]rie Le [Go]ff')
  expect(shown('Hermannie', 'ma')).toBe('Hermannie')
})

test('nothing looked for marks nothing', () => {
  expect(shown('Marie', '')).toBe('Marie')
})
