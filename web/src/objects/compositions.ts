import type { Fields } from '../changes/outbox.ts'
import type { ObjectDeclaration, StoredRecord } from './api.ts'

// Something that can be written about a record from its own screen. Workflows declare them; the composer offers those
// whose object the person may create.
export type Composition = {
  key: string
  // The object of the record that is made; it has a link that may lead to the record on screen.
  object: string
  icon: string
  words: () => string
  // What the empty composer says.
  invitation: () => string
  // What its button says.
  submit: () => string
  // The fields that are asked for, in order.
  fields: string[]
  // What is known already; null where it makes no sense for this record.
  start: (about: { object: ObjectDeclaration; record: StoredRecord }) => Fields | null
  // The letter that opens it.
  hotkey: string
}
