import { describe, expect, it } from 'vitest'
import { parseDuration, parseFrenchAmount, parseFrenchDate, parseFrenchNumber } from './parse.ts'

const today = new Date(2026, 10, 23)

describe('amounts as French people write them', () => {
  it.each([
    ['1 234,50 €', 123450],
    ['1\u202f234,50\u00a0€', 123450],
    ['1.234,50', 123450],
    ['1,234.50', 123450],
    ['12', 1200],
    ['-3,5', -350],
    ['15 k€', 1500000],
    ['2,5k', 250000],
    ['99 euros', 9900],
  ])('%s', (text, cents) => expect(parseFrenchAmount(text)).toBe(cents))

  it.each(['douze', '', '12 dollars', '1e5'])('does not guess %s', (text) => {
    expect(parseFrenchAmount(text)).toBeUndefined()
  })
})

describe('numbers', () => {
  it.each([['1.234.567', 1234567], ['0,5', 0.5], ['1 000', 1000], ['−4', -4]])('%s', (text, number) =>
    expect(parseFrenchNumber(text)).toBe(number),
  )
})

describe('dates', () => {
  it.each([
    ['23/11/2026', '2026-11-23'],
    ['23.11.26', '2026-11-23'],
    ['1er févr. 2027', '2027-02-01'],
    ['23 novembre 2026', '2026-11-23'],
    ['3 juil.', '2026-07-03'],
    ['12 juin 2026', '2026-06-12'],
    ['15 août 2026', '2026-08-15'],
    ['2026-11-23', '2026-11-23'],
    ['demain', '2026-11-24'],
    ['5/1', '2026-01-05'],
  ])('%s', (text, iso) => expect(parseFrenchDate(text, today)).toBe(iso))

  it.each(['31/02/2026', '12/13/2026', 'bientôt', ''])('refuses %s', (text) => {
    expect(parseFrenchDate(text, today)).toBeUndefined()
  })
})

describe('durations', () => {
  it.each([['1 h 30', 90], ['1h30', 90], ['90 min', 90], ['1,5 h', 90], ['2h', 120], ['45', 45]])('%s', (text, minutes) =>
    expect(parseDuration(text)).toBe(minutes),
  )
})
