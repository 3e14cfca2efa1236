import { useCallback, useEffect, useRef, useState } from 'react'
import { known } from '../../changes/queries.ts'
import { attempt } from '../../changes/toasts.tsx'
import { asksSomething } from '../actions.ts'
import type { Action, Field, ObjectDeclaration, Option, StoredRecord } from '../api.ts'
import { generalMove, type Moves } from '../moves.ts'
import { act, changeRecord } from '../writes.ts'

export type Move = (record: StoredRecord, option: Option) => void

export type Asking = { record: StoredRecord; option: Option; action: Action }

// Cards on their way: shown where they go before the server has said yes, and back where they were when it says no.
export type Underway = ReadonlyMap<string, { record: StoredRecord; to: string }>

export function useMoves(object: ObjectDeclaration, by: Field | undefined, moves: Moves) {
  const [asking, setAsking] = useState<Asking | null>(null)
  const [underway, setUnderway] = useState<Underway>(new Map())

  async function carry(record: StoredRecord, option: Option, work: () => Promise<unknown>) {
    setUnderway((before) => new Map(before).set(record.id, { record, to: option.key }))
    await attempt(work)
    await known.refetchQueries({ queryKey: ['records', object.key], type: 'active' })
    setUnderway((before) => {
      const after = new Map(before)
      after.delete(record.id)
      return after
    })
  }

  function move(record: StoredRecord, option: Option) {
    if (!by || record[by.key] === option.key) return
    const hasVerbs = by.key === object.board_field
    const verb = hasVerbs ? moves(record, option.key) : undefined
    const action = verb !== undefined ? object.actions.find((one) => one.key === verb) : hasVerbs ? generalMove(object) : undefined
    if (!action) return void carry(record, option, () => changeRecord(object, record, { [by.key]: option.key }))
    const missing = action.inputs.filter((input) => input.key !== by.key)
    if (missing.some((input) => input.required) || (action.confirm && missing.length === 0)) return setAsking({ record, option, action })
    if (missing.length > 0 && action !== generalMove(object) && asksSomething(action)) return setAsking({ record, option, action })
    void carry(record, option, () => act(object, record.id, action, inputsOf(action, by, option)))
  }

  return { move: useSteady(move), underway, asking, stopAsking: () => setAsking(null) }
}

export const inputsOf = (action: Action, by: Field, option: Option) =>
  action.inputs.some((input) => input.key === by.key) ? { [by.key]: option.key } : {}

// One function for as long as the board stands, so that the cards need not be drawn anew.
function useSteady(move: Move): Move {
  const latest = useRef(move)
  useEffect(() => {
    latest.current = move
  })
  return useCallback((record, option) => latest.current(record, option), [])
}
