import type { Words } from '../design/language.ts'

// The wording of conditions: "Montant est d’au moins 1 000 €", "Échéance dans les 30 prochains jours".

// What stands after the words: nothing, one value, two, several, or a period.
export type Operand = 'none' | 'one' | 'two' | 'many' | 'period'

export type Operator = { key: string; op: string; words: Words; operand: Operand; value?: unknown }

const operator = (op: string, fr: string, en: string, operand: Operand = 'one'): Operator => ({
  key: op, op, words: { fr, en }, operand,
})

const fixed = (key: string, op: string, fr: string, en: string, value: unknown): Operator => ({
  key, op, words: { fr, en }, operand: 'none', value,
})

const filled = [operator('not_empty', 'est renseigné', 'is filled in', 'none'), operator('empty', 'est vide', 'is empty', 'none')]

export const textOperators: Operator[] = [
  operator('contains', 'contient', 'contains'),
  operator('starts_with', 'commence par', 'starts with'),
  operator('eq', 'est exactement', 'is exactly'),
  operator('ne', 'n’est pas', 'is not'),
  ...filled,
]

export const amountOperators: Operator[] = [
  operator('gte', 'est d’au moins', 'is at least'),
  operator('lte', 'est d’au plus', 'is at most'),
  operator('between', 'est entre', 'is between', 'two'),
  operator('eq', 'est égal à', 'equals'),
  ...filled,
]

const days = (from: number, to: number) => [{ days: from }, { days: to }]

export const dateOperators: Operator[] = [
  fixed('today', 'between', 'est aujourd’hui', 'is today', days(0, 0)),
  fixed('past', 'lt', 'est passé', 'is past', { days: 0 }),
  fixed('next7', 'between', 'est dans les 7 prochains jours', 'is within the next 7 days', days(0, 7)),
  fixed('next30', 'between', 'est dans les 30 prochains jours', 'is within the next 30 days', days(0, 30)),
  fixed('last7', 'between', 'est dans les 7 derniers jours', 'is within the last 7 days', days(-7, 0)),
  fixed('last30', 'between', 'est dans les 30 derniers jours', 'is within the last 30 days', days(-30, 0)),
  fixed('last365', 'between', 'est dans les 12 derniers mois', 'is within the last 12 months', days(-365, 0)),
  operator('gte', 'est à partir du', 'is on or after'),
  operator('lt', 'est avant le', 'is before'),
  operator('between', 'est entre', 'is between', 'two'),
  ...filled,
]

export const momentOperators: Operator[] = dateOperators.map((one) =>
  one.key === 'today' ? { ...one, value: days(0, 1) } : one,
)

export const choiceOperators: Operator[] = [
  operator('in', 'est parmi', 'is one of', 'many'),
  operator('not_in', 'n’est pas parmi', 'is not one of', 'many'),
  ...filled,
]

export const setOperators: Operator[] = [
  operator('has_any', 'contient au moins un de', 'has any of', 'many'),
  operator('has_all', 'contient tous', 'has all of', 'many'),
  operator('has_none', 'ne contient aucun de', 'has none of', 'many'),
  ...filled,
]

export const yesNoOperators: Operator[] = [
  fixed('yes', 'eq', 'est oui', 'is yes', true),
  fixed('no', 'ne', 'est non', 'is no', true),
]

export const linkOperators: Operator[] = [operator('eq', 'est', 'is'), operator('ne', 'n’est pas', 'is not'), ...filled]

export const userOperators: Operator[] = [fixed('me', 'eq', 'est moi', 'is me', 'me'), ...linkOperators]

export const presenceOperators: Operator[] = filled
