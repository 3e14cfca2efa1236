import type { Field, Group, Titles } from '../api.ts'
import { typeOf } from '../fieldTypes.ts'

// Groups stand in the order of their options, others by name; those without a value come last.
export function inOptionOrder(by: Field, groups: Group[], titles: Titles): Group[] {
  const options = by.options?.map((option) => option.key)
  const name = (group: Group) => typeOf(by).say(group.value, by, titles)
  const place = (group: Group) => options?.indexOf(String(group.value)) ?? 0
  const given = groups.filter((group) => !isEmpty(group))
  const ordered = given.toSorted((left, right) => place(left) - place(right) || name(left).localeCompare(name(right)))
  return [...ordered, ...groups.filter(isEmpty)]
}

const isEmpty = (group: Group) => group.value === null || group.value === undefined

// A field gathers records when many can hold the same value: amounts, moments, long texts and lists of values do not.
export function canGroup(field: Field, operators: string[]): boolean {
  const { wide, isTime, align } = typeOf(field)
  return operators.includes('eq') && !wide && !isTime && align !== 'end' && !field.unique
}
