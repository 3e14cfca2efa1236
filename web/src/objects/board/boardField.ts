import type { Field, ObjectDeclaration } from '../api.ts'
import { typeOf } from '../fieldTypes.ts'

// The fields whose options can be the columns of a board: those that hold one option at a time.
export const boardFields = (fields: Field[], operatorsOf: (field: Field) => string[]): Field[] =>
  fields.filter((field) => typeOf(field).asks === 'options' && operatorsOf(field).includes('eq'))

export function boardField(object: ObjectDeclaration, candidates: Field[], wanted: string | null): Field | undefined {
  return candidates.find((field) => field.key === wanted) ?? candidates.find((field) => field.key === object.board_field) ?? candidates[0]
}
