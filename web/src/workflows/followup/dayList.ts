import { daysUntil, showAmount, showDate, showSince } from '../../design/formats.ts'
import { plural, say } from '../../design/language.ts'
import type { Perimeter, StoredRecord } from '../../objects/api.ts'
import type { Filter } from '../../objects/filter.ts'

// What deserves attention today and why. At most seven things: more would be a list, and lists exist already.

export type Thing = { kind: 'task' | 'lead' | 'opportunity'; record: StoredRecord; reason: string; weight: number }

export const atMost = 7

export const dueTasks: Filter = {
  all: [
    { field: 'status', op: 'eq', value: 'open' },
    { field: 'owner', op: 'eq', value: 'me' },
    { field: 'due_at', op: 'lt', value: { days: 1 } },
  ],
}

export const newLeads: Filter = { field: 'status', op: 'eq', value: 'new' }

const isLate: Filter[] = [
  { field: 'stage', op: 'not_in', value: ['won', 'lost'] },
  { field: 'expected_close', op: 'lt', value: { days: 0 } },
]

// One's own; whoever looks after others' deals sees theirs as well.
export const lateOpportunities = (perimeter: Perimeter): Filter =>
  perimeter === 'own' ? { all: [...isLate, { field: 'owner', op: 'eq', value: 'me' }] } : { all: isLate }

export function dayList(tasks: StoredRecord[], leads: StoredRecord[], opportunities: StoredRecord[], now = Date.now()): Thing[] {
  const things = [
    ...varied(tasks.map((record) => taskThing(record, now))),
    ...varied(leads.map((record) => leadThing(record, now))),
    ...varied(opportunities.map((record) => opportunityThing(record, now))),
  ]
  return things.toSorted(byWeight).slice(0, atMost)
}

const byWeight = (left: Thing, right: Thing) => right.weight - left.weight

// Each further thing of a kind weighs less, so that twenty new leads do not hide the one deal that is late.
const varied = (things: Thing[]): Thing[] =>
  things.toSorted(byWeight).map((thing, index) => ({ ...thing, weight: thing.weight - index * 12 }))

// An appointment missed weighs more each day, a fresh lead cools by the hour, and money waiting counts by its size.
function taskThing(record: StoredRecord, now: number): Thing {
  const due = Number(record.due_at ?? now)
  const lateDays = Math.max(0, (now - due) / 86_400_000)
  const reason = due < now ? say(`Prévue ${showSince(due, now)}`, `Was due ${showSince(due, now)}`) : say(`À faire ${showSince(due, now)}`, `Due ${showSince(due, now)}`)
  return { kind: 'task', record, reason, weight: 60 + Math.min(30, lateDays * 3) }
}

function leadThing(record: StoredRecord, now: number): Thing {
  const arrived = Number(record.created_at ?? now)
  const hours = Math.max(0, (now - arrived) / 3_600_000)
  const reason = say(`Arrivée ${showSince(arrived, now)}, personne n’a encore répondu`, `Arrived ${showSince(arrived, now)}, nobody has answered yet`)
  return { kind: 'lead', record, reason, weight: hours < 24 ? 88 : Math.max(40, 75 - hours / 24) }
}

function opportunityThing(record: StoredRecord, now: number): Thing {
  const expected = String(record.expected_close ?? '')
  const days = -daysUntil(expected, now)
  const amount = Number(record.amount ?? 0)
  const late = plural(days, { one: '# jour de retard', other: '# jours de retard' }, { one: '# day late', other: '# days late' })
  const reason = say(`Signature prévue le ${showDate(expected)} : ${late}`, `Expected on ${showDate(expected)}: ${late}`)
  const withAmount = amount > 0 ? `${reason}, ${showAmount(amount)}` : reason
  return { kind: 'opportunity', record, reason: withAmount, weight: 45 + Math.min(30, Math.log10(1 + amount / 100) * 6) }
}
