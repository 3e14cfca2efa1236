import type { ComponentType, ReactNode } from 'react'
import type { Words } from '../design/language.ts'
import type { Field, Titles, Value } from './api.ts'
import type { Operator } from './operators.ts'

// A field type is one object that answers every question about the type; nothing else asks what type a field has.

export type ShowProps<V> = {
  value: V
  field: Field
  titles: Titles
  // In a table or on a card there is room for one line.
  dense?: boolean
}

// What was typed but not understood; it goes to the server as it is, and the server explains.
export type Unread = string

export type EditProps<V> = {
  field: Field
  value: V | null
  titles: Titles
  onChange: (value: V | Unread | null) => void
  label?: ReactNode
  ariaLabel?: string
  description?: ReactNode
  error?: ReactNode
  autoFocus?: boolean
  required?: boolean
  // In a cell the choices are open at once: one came to choose.
  atOnce?: boolean
}

type Definition<V> = {
  name: string
  // What the server sent or a draft holds, checked: null when it is not a value of this type.
  read: (value: Value) => V | null
  Show: ComponentType<ShowProps<V>>
  Edit: ComponentType<EditProps<V>>
  filters: Operator[]
  // Pasted or imported text; undefined when it is not understood.
  parse: (text: string, field: Field) => V | undefined
  // The value as plain words: history, titles, exports to the clipboard.
  say: (value: V, field: Field, titles: Titles) => string
  align?: 'start' | 'end'
  // The usual width of its column, in pixels.
  width?: number
  // A point in time: it stands with the figures on a card.
  isTime?: boolean
  // Of those: a day without an hour.
  wholeDay?: boolean
  // Takes the whole width of a form.
  wide?: boolean
  // One gesture settles the value, so an inline edit is over with it.
  instant?: boolean
  // What its declaration must say besides its name.
  asks?: 'options' | 'target'
  // The parts a file may give apart.
  parts?: { key: string; label: Words }[]
  // The operator that finds the records whose value refers to a given one.
  refersBy?: 'eq' | 'has_any'
  // What a filter's operand is typed with, when it is not a value of the type: a text looked for, several options.
  Operand?: ComponentType<EditProps<Value>>
}

export type FieldType = {
  name: string
  Show: ComponentType<ShowProps<Value>>
  Edit: ComponentType<EditProps<Value>>
  Operand: ComponentType<EditProps<Value>>
  filters: Operator[]
  parse: (text: string, field: Field) => Value
  say: (value: Value, field: Field, titles: Titles) => string
  isEmpty: (value: Value) => boolean
  // Whether it is a value of the type, not a text that was typed and not understood.
  canRead: (value: Value) => boolean
  align: 'start' | 'end'
  width: number
  isTime: boolean
  wholeDay: boolean
  wide: boolean
  instant: boolean
  asks: 'options' | 'target' | undefined
  refersBy: 'eq' | 'has_any' | undefined
  parts: { key: string; label: Words }[]
}

export function defineFieldType<V>(definition: Definition<V>): FieldType {
  const { name, read, Show, Edit, filters, parse, say } = definition
  const unread = (value: Value) => (typeof value === 'string' && read(value) === null ? value : null)
  // A draft may hold text that was not understood: the input shows it again rather than losing it.
  const checked = (props: EditProps<Value>) => <Edit {...props} value={read(props.value) ?? (unread(props.value) as V | null)} />
  return {
    name,
    filters,
    parse,
    align: definition.align ?? 'start',
    width: definition.width ?? 180,
    isTime: definition.isTime ?? false,
    wholeDay: definition.wholeDay ?? false,
    wide: definition.wide ?? false,
    instant: definition.instant ?? false,
    asks: definition.asks,
    refersBy: definition.refersBy,
    parts: definition.parts ?? [],
    canRead: (value) => read(value) !== null,
    isEmpty: (value) => read(value) === null && !unread(value),
    say: (value, field, titles) => {
      const known = read(value)
      return known === null ? (unread(value) ?? '') : say(known, field, titles)
    },
    Show: (props) => {
      const known = read(props.value)
      return known === null ? null : <Show {...props} value={known} />
    },
    Edit: checked,
    Operand: definition.Operand ?? checked,
  }
}

export const readText = (value: Value): string | null => (typeof value === 'string' && value !== '' ? value : null)
export const readNumber = (value: Value): number | null =>
  typeof value === 'number' && Number.isFinite(value) ? value : null
export const readList = (value: Value): string[] | null =>
  Array.isArray(value) && value.length > 0 ? value.filter((one): one is string => typeof one === 'string') : null
