import { describe, expect, it } from 'vitest'
import { both, everything, filterOf, groupOf, matches, readFilter } from './filter.ts'

const open = { field: 'status', op: 'eq', value: 'open' }
const large = { field: 'amount', op: 'gte', value: 100_000 }

describe('the builder’s groups and the expression', () => {
  it('says no condition as an empty object', () => {
    expect(filterOf({ join: 'all', parts: [] })).toEqual({})
    expect(groupOf({})).toEqual({ join: 'all', parts: [] })
  })
  it('keeps a single condition bare', () => expect(filterOf({ join: 'any', parts: [open] })).toEqual(open))
  it('leaves out groups with nothing in them', () =>
    expect(filterOf({ join: 'all', parts: [open, { join: 'any', parts: [] }] })).toEqual(open))
  it('goes there and back', () => {
    for (const join of ['all', 'any', 'none'] as const) {
      for (const parts of [[open, large], [open, { join: 'any' as const, parts: [large, open] }], [{ join: 'none' as const, parts: [large] }, open]]) {
        expect(groupOf(filterOf({ join, parts }))).toEqual({ join, parts })
      }
    }
  })
  it('reads any negation', () => expect(groupOf({ not: { all: [open, large] } })).toEqual({ join: 'none', parts: [{ join: 'all', parts: [open, large] }] }))
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
