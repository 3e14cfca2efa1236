import { expect, test } from 'vitest'
import { readLimits, withLimit, writeLimits } from './limits.ts'

test('limits are read as they are written, and nonsense is left out', () => {
  expect(writeLimits(readLimits('proposal:8,negotiation:x,won:-2,:3,lost:2.5'))).toBe('proposal:8')
  expect(readLimits(null).size).toBe(0)
})

test('a limit is set, changed and taken away', () => {
  const one = withLimit(new Map(), 'proposal', 8)
  expect(writeLimits(withLimit(one, 'negotiation', 5))).toBe('proposal:8,negotiation:5')
  expect(writeLimits(withLimit(one, 'proposal', null))).toBe('')
})
