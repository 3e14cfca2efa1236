import { useLocation } from 'wouter'
import { useHistoryState } from 'wouter/use-browser-location'
import { attempt } from '../changes/toasts.tsx'
import type { ObjectDeclaration } from './api.ts'
import { remember } from './list/remembered.ts'
import { recordAt, type ListQuestion } from './list/rows.ts'

// The list from which a record was opened, and where in it: so one goes from record to record without going back.
export type Trail = {
  // The address of the list.
  href: string
  question: ListQuestion
  // Of the record, among the answers to the question.
  index: number
  count: number
  // Of the record in the list as it is shown, where groups have heads of their own.
  line: number
}

export type Steps = { position: number; count: number; previous: (() => void) | null; next: (() => void) | null }

export function useTrail(object: ObjectDeclaration): { href: string; steps: Steps | null } {
  const [, go] = useLocation()
  const { trail } = (useHistoryState<{ trail?: Trail } | null>() ?? {}) as { trail?: Trail }
  const isOurs = trail?.href.split('?', 1)[0] === `/${object.path}`
  if (!trail || !isOurs) return { href: `/${object.path}`, steps: null }

  const walk = (by: number) => async () => {
    const record = await recordAt(object, trail.question, trail.index + by)
    if (!record) return
    const next: Trail = { ...trail, index: trail.index + by, line: trail.line + by }
    remember(trail.href, next.line)
    go(`/${object.path}/${record.id}`, { replace: true, state: { trail: next } })
  }
  const step = (by: number) => (trail.index + by < 0 || trail.index + by >= trail.count ? null : () => void attempt(walk(by)))
  return { href: trail.href, steps: { position: trail.index + 1, count: trail.count, previous: step(-1), next: step(1) } }
}
