import { say } from '../design/language.ts'
import type { ObjectDeclaration, StoredRecord, Titles } from './api.ts'
import { fieldOf } from './catalogue.ts'
import { typeOf } from './fieldTypes.ts'

// The words that stand for a record. A contact is called by both its names.
export function titleOf(object: ObjectDeclaration, record: StoredRecord, titles: Titles = {}): string {
  const field = fieldOf(object, object.title_field)
  const title = field ? typeOf(field).say(record[field.key], field, titles) : ''
  const first = object.title_field === 'last_name' && typeof record.first_name === 'string' ? `${record.first_name} ` : ''
  return `${first}${title}`.trim() || say('Sans nom', 'Untitled')
}
