import { Problem, type Complaint } from '../changes/client.ts'
import type { Fields } from '../changes/outbox.ts'
import { label, say } from '../design/language.ts'
import type { Field } from './api.ts'
import { typeOf } from './fieldTypes.ts'

// All complaints at once: what the server refused, and what it would ask for next because it is still empty.
export function withMissing(problem: Problem, fields: Field[], values: Fields): Problem {
  if (problem.status !== 422) return problem
  const known = new Set(problem.complaints.map((complaint) => complaint.field))
  const missing = fields
    .filter((field) => field.required && typeOf(field).isEmpty(values[field.key]) && !known.has(field.key))
    .map((field): Complaint => ({ field: field.key, message: say(`Renseignez le champ « ${label(field.label)} ».`, `Fill in “${label(field.label)}”.`) }))
  if (missing.length === 0) return problem
  return new Problem(problem.status, problem.code, say('Certaines valeurs sont à corriger.', 'Some values need correcting.'), [...problem.complaints, ...missing])
}
