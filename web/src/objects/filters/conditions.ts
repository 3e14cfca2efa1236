import { label, say } from '../../design/language.ts'
import type { Field, Titles } from '../api.ts'
import { isGroup, type Condition, type FilterGroup, type FilterPart } from '../filter.ts'
import type { Operator } from '../operators.ts'
import { typeOf } from '../fieldTypes.ts'

// Between the expression and its wording: which operator a condition uses, whether it is complete, how it reads.

export function operatorOf(field: Field, condition: Condition): Operator | undefined {
  const same = typeOf(field).filters.filter((operator) => operator.op === condition.op)
  const fixed = same.find((operator) => operator.value !== undefined && alike(operator.value, condition.value))
  return fixed ?? same.find((operator) => operator.value === undefined)
}

const alike = (left: unknown, right: unknown) => JSON.stringify(left) === JSON.stringify(right)

const isGiven = (value: unknown) => value !== null && value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0)

export function isComplete(field: Field, condition: Condition): boolean {
  const operator = operatorOf(field, condition)
  if (!operator) return false
  if (operator.operand === 'none') return true
  if (operator.operand !== 'two') return isGiven(condition.value)
  return Array.isArray(condition.value) && condition.value.length === 2 && condition.value.every(isGiven)
}

export function conditionWords(fields: Field[], condition: Condition, titles: Titles): { field: string; rest: string } {
  const field = fields.find((one) => one.key === condition.field)
  if (!field) return { field: condition.field, rest: `${condition.op} ${valueWords(condition.value)}` }
  const operator = operatorOf(field, condition)
  const words = operator ? label(operator.words) : condition.op
  if (operator?.operand === 'none') return { field: label(field.label), rest: words }
  const values = (Array.isArray(condition.value) ? condition.value : [condition.value]).map((value) => sayOne(field, value, titles))
  const joined = operator?.operand === 'two' ? values.join(say(' et ', ' and ')) : values.join(', ')
  return { field: label(field.label), rest: `${words} ${joined}` }
}

function sayOne(field: Field, value: unknown, titles: Titles): string {
  if (typeof value === 'object' && value !== null && 'days' in value) return relative(Number(value.days))
  // A set's operand is a list of its elements, and each is said as the set of itself.
  return typeOf(field).say(value, field, titles) || typeOf(field).say([value], field, titles) || valueWords(value)
}

function relative(days: number): string {
  if (days === 0) return say('aujourd’hui', 'today')
  return days > 0 ? say(`dans ${days} jours`, `in ${days} days`) : say(`il y a ${-days} jours`, `${-days} days ago`)
}

const valueWords = (value: unknown) => (typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value))

// "Étape est Proposition ou Montant est d’au moins 1 000 €"
export function groupWords(fields: Field[], group: FilterGroup, titles: Titles): string {
  const between = group.join === 'all' ? say(' et ', ' and ') : say(' ou ', ' or ')
  const words = group.parts.map((part) => partWords(fields, part, titles)).join(between)
  return group.join === 'none' ? `${say('ni ', 'neither ')}${words.replaceAll(between, say(' ni ', ' nor '))}` : words
}

function partWords(fields: Field[], part: FilterPart, titles: Titles): string {
  if (isGroup(part)) return `(${groupWords(fields, part, titles)})`
  const { field, rest } = conditionWords(fields, part, titles)
  return `${field} ${rest}`
}

export const isWhole = (fields: Field[], part: FilterPart): boolean => {
  if (isGroup(part)) return part.parts.every((one) => isWhole(fields, one))
  const field = fields.find((one) => one.key === part.field)
  return !!field && isComplete(field, part)
}
