import type { ObjectDeclaration } from './api.ts'

// How a card changes column: for each option of the board's field, the action that leads there. A workflow that has
// verbs of its own names them; elsewhere the field is simply changed.
export type Moves = Record<string, string>

// The declared action that takes the board's field as its input, such as "move" with the stage.
export function generalMove(object: ObjectDeclaration) {
  return object.actions.find((action) => action.inputs.some((input) => input.key === object.board_field))
}
