import type { Fields } from '../changes/outbox.ts'
import type { Action, ObjectDeclaration, StoredRecord } from './api.ts'
import { matches } from './filter.ts'

// Which actions a record offers now: the server says which are allowed, the declaration says when they make sense.
export function actionsFor(object: ObjectDeclaration, record: StoredRecord, allowed: string[] | undefined): Action[] {
  return object.actions.filter((action) => (!allowed || allowed.includes(action.key)) && matches(action.when, record))
}

// An input that bears the name of a field of the record starts with what the record holds.
export function startFrom(action: Action, record: StoredRecord): Fields {
  return Object.fromEntries(
    action.inputs.filter((input) => record[input.key] !== undefined && record[input.key] !== null).map((input) => [input.key, record[input.key]]),
  )
}

export const asksSomething = (action: Action) => action.inputs.length > 0 || !!action.confirm
