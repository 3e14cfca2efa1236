import { useCallback, useRef, useState } from 'react'
import { problemFrom } from '../../changes/client.ts'
import { outbox } from '../../changes/outbox.ts'
import { attempt, tellUndone, told } from '../../changes/toasts.tsx'
import { say } from '../../design/language.ts'
import type { Field, ObjectDeclaration, StoredRecord, Value } from '../api.ts'
import { changeQuietly, same } from '../writes.ts'
import { patchRows } from './rows.ts'

// What was typed into cells and is not yet the server's: shown at once, and kept with the reason when it is refused.
export type Pending = { value: Value; refusal: string | null }

export const pendingKey = (record: string, field: string) => `${record} ${field}`

export function useCellWrites(object: ObjectDeclaration) {
  const [pending, setPending] = useState<ReadonlyMap<string, Pending>>(new Map())
  const commits = useRef<number[]>([])

  const put = useCallback((key: string, next: Pending | null) => {
    setPending((before) => {
      const after = new Map(before)
      if (next) after.set(key, next)
      else after.delete(key)
      return after
    })
  }, [])

  const write = useCallback(
    async (record: StoredRecord, field: Field, value: Value) => {
      const key = pendingKey(record.id, field.key)
      if (same(value, record[field.key])) return put(key, null)
      put(key, { value, refusal: null })
      try {
        const answer = await changeQuietly(object, record, { [field.key]: value })
        if (answer?.record) patchRows(object, answer.record)
        if (answer?.commit) commits.current.push(answer.commit)
        put(key, null)
      } catch (failure) {
        const problem = problemFrom(failure)
        put(key, { value, refusal: problem.complaints.map((complaint) => complaint.message).join(' ') || problem.message })
      }
    },
    [object, put],
  )

  const undo = useCallback(() => {
    const commit = commits.current.pop()
    if (commit === undefined) return told(say('Rien à annuler dans cette liste.', 'Nothing to undo in this list.'))
    void attempt(async () => tellUndone(await outbox.undo(commit)))
  }, [])

  const noteCommits = useCallback((made: number[]) => void commits.current.push(...made), [])

  return { pending, write, forget: put, undo, noteCommits }
}
