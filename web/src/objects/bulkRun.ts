import { get } from '../changes/client.ts'
import { outbox, type Fields } from '../changes/outbox.ts'
import type { BulkFailure, ObjectDeclaration, RecordId, RecordsAnswer } from './api.ts'
import { searchParams, type Question } from './records.ts'
import { target } from './writes.ts'

// An action on many records goes to the server in slices: the bar moves by what is truly done, and one may stop.

export const sliceSize = 200

export type Chosen = { ids: RecordId[] } | { question: Question }

export type BulkResult = { done: number; failed: BulkFailure[]; commits: number[]; wasStopped: boolean }

type Watch = { progress: (handled: number) => void; isStopped: () => boolean }

export async function runOnMany(object: ObjectDeclaration, chosen: Chosen, action: string, inputs: Fields, watch: Watch): Promise<BulkResult> {
  const result: BulkResult = { done: 0, failed: [], commits: [], wasStopped: false }
  let handled = 0
  for await (const ids of slices(object, chosen)) {
    if (watch.isStopped()) return { ...result, wasStopped: true }
    try {
      const answer = await outbox.bulk(target(object), action, { ids }, inputs)
      result.done += answer.done
      result.failed.push(...answer.failed)
      result.commits.push(...answer.commits)
    } catch (failure) {
      // What was done before stays done, and can be undone: the refusal must not hide it.
      if (result.commits.length === 0) throw failure
      result.failed.push(...ids.map((id) => ({ id, message: failure instanceof Error ? failure.message : String(failure) })))
      return { ...result, wasStopped: true }
    }
    handled += ids.length
    watch.progress(handled)
  }
  return result
}

async function* slices(object: ObjectDeclaration, chosen: Chosen): AsyncGenerator<RecordId[]> {
  if ('ids' in chosen) {
    for (let from = 0; from < chosen.ids.length; from += sliceSize) yield chosen.ids.slice(from, from + sliceSize)
    return
  }
  // In the order of their making, which no action changes: none is met twice, none is passed over.
  const params = searchParams({ ...chosen.question, sort: 'created_at', limit: sliceSize })
  params.set('fields', 'id')
  for (let next: string | null = ''; next !== null; ) {
    if (next) params.set('cursor', next)
    const page: RecordsAnswer = await get<RecordsAnswer>(`/${object.path}?${params}`)
    if (page.records.length > 0) yield page.records.map((record) => record.id)
    next = page.next
  }
}

// The same reason is said once, with how many it concerns.
export function reasons(failed: BulkFailure[]): { message: string; count: number }[] {
  const counts = new Map<string, number>()
  for (const { message } of failed) counts.set(message, (counts.get(message) ?? 0) + 1)
  return [...counts].map(([message, count]) => ({ message, count })).toSorted((left, right) => right.count - left.count)
}
