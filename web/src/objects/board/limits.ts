// "proposal:8,negotiation:5": how many cards a column should hold at most.
export function readLimits(text: string | null): ReadonlyMap<string, number> {
  const limits = new Map<string, number>()
  for (const part of (text ?? '').split(',')) {
    const [key, number] = part.split(':')
    const limit = Number(number)
    if (key && Number.isInteger(limit) && limit > 0) limits.set(key, limit)
  }
  return limits
}

export const writeLimits = (limits: ReadonlyMap<string, number>): string => [...limits].map(([key, limit]) => `${key}:${limit}`).join(',')

export function withLimit(limits: ReadonlyMap<string, number>, key: string, limit: number | null): ReadonlyMap<string, number> {
  const next = new Map(limits)
  if (limit && limit > 0) next.set(key, Math.floor(limit))
  else next.delete(key)
  return next
}
