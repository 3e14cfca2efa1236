import { describe, expect, it } from 'vitest'
import { both, everything, filterOf, matches, readFilter, sheetOf } from './filter.ts'

const open = { field: 'status', op: 'eq', value: 'open' }
const large = { field: 'amount', op: 'gte', value: 100_000 }

describe('the builder’s sheet and the expression', () => {
  it('says no condition as an empty object', () => {
    expect(filterOf({ join: 'all', conditions: [] })).toEqual({})
    expect(sheetOf({})).toEqual({ join: 'all', conditions: [] })
  })
  it('keeps a single condition bare', () => expect(filterOf({ join: 'any', conditions: [open] })).toEqual(open))
  it('goes there and back', () => {
    for (const join of ['all', 'any'] as const) {
      const sheet = { join, conditions: [open, large] }
      expect(sheetOf(filterOf(sheet))).toEqual(sheet)
    }
  })
  it('leaves a nested expression alone', () => {
    expect(sheetOf({ all: [{ any: [open, large] }, open] })).toBeNull()
    expect(sheetOf({ not: open })).toBeNull()
  })
  it('joins narrowing filters only', () => {
    expect(both(everything, null, open)).toEqual(open)
    expect(both(open, large)).toEqual({ all: [open, large] })
    expect(both()).toEqual({})
  })
  it.each(['', '[]', 'null', '{"field"', '12'])('reads %s from an address as no condition', (text) =>
    expect(readFilter(text)).toEqual({}),
  )
})

describe('matching a record in memory', () => {
  const record = { status: 'open', amount: 250_000, name: 'Électricité Le Goff', tags: ['pac', 'vip'], owner: null }
  it.each([
    [{ all: [open, large] }, true],
    [{ any: [{ field: 'status', op: 'eq', value: 'done' }, large] }, true],
    [{ not: open }, false],
    [{ field: 'name', op: 'contains', value: 'electr' }, true],
    [{ field: 'name', op: 'starts_with', value: 'le goff' }, false],
    [{ field: 'owner', op: 'empty' }, true],
    [{ field: 'owner', op: 'gt', value: 3 }, false],
    [{ field: 'tags', op: 'has_all', value: ['pac', 'vip'] }, true],
    [{ field: 'tags', op: 'has_none', value: ['vip'] }, false],
    [{ field: 'amount', op: 'between', value: [0, 250_000] }, true],
    [{ field: 'status', op: 'in', value: ['open', 'done'] }, true],
    [{}, true],
  ])('%j is %s', (filter, expected) => expect(matches(filter, record)).toBe(expected))
})
