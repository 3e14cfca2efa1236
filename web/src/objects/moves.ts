import type { ObjectDeclaration, StoredRecord } from './api.ts'

// How a card changes column. A workflow that has verbs of its own names the action; null means that the field is simply
// changed, and undefined leaves it to the general rule.
export type Moves = (record: StoredRecord, option: string) => string | null | undefined

// The declared action that takes the board's field as its input, such as "move" with the stage.
export function generalMove(object: ObjectDeclaration) {
  return object.actions.find((action) => action.inputs.some((input) => input.key === object.board_field))
}
