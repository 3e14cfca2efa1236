import { say } from '../design/language.ts'
import type { ObjectDeclaration, StoredRecord, Titles } from './api.ts'
import { fieldOf } from './catalogue.ts'
import { typeOf } from './fieldTypes.ts'

export const titleKeys = (object: ObjectDeclaration) => object.title_fields ?? [object.title_field]

// The words that stand for a record; a contact is called by both its names.
export function titleOf(object: ObjectDeclaration, record: StoredRecord, titles: Titles = {}): string {
  const words = titleKeys(object).map((key) => {
    const field = fieldOf(object, key)
    return field ? typeOf(field).say(record[key], field, titles) : ''
  })
  const title = words.filter(Boolean).join(' ')
  return title.split('\n', 1)[0] || say('Sans nom', 'Untitled')
}
