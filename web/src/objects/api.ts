import type { Words } from '../design/language.ts'
import type { Filter } from './filter.ts'

// The envelope of the server's answers. What the records hold is not written here: the catalogue says it.

export type Value = unknown

export type Option = { key: string; label: Words; color?: string | null }

export type Field = {
  id: string
  key: string
  type: string
  label: Words
  required: boolean
  readonly: boolean
  searchable: boolean
  tracked?: boolean
  custom: boolean
  unique?: boolean
  hidden?: boolean
  // Kept by Élan itself: id, revision, moments, author.
  system?: boolean
  hint?: Words | null
  default?: Value
  section?: string
  section_label?: Words
  // Asked for only while another field holds one of these.
  when?: Filter
  options?: Option[]
  target?: string
  currency?: string
}

export type Action = {
  key: string
  label: Words
  icon?: string
  bulk: boolean
  confirm?: Words | null
  primary?: boolean
  inputs: Field[]
  when?: Filter | null
}

export type ObjectDeclaration = {
  key: string
  path: string
  label: Words
  plural: Words
  icon?: string
  custom: boolean
  title_field: string
  title_fields?: string[]
  board_field: string | null
  owner_field?: string | null
  // When its records happened: they are told in the timelines of those they lead to.
  told_field?: string | null
  // When they begin and how many minutes they take: their place in a calendar.
  start_field?: string | null
  length_field?: string | null
  menu: boolean
  fields: Field[]
  actions: Action[]
}

export type CatalogueAnswer = {
  objects: ObjectDeclaration[]
  field_types: { key: string; operators: string[]; sortable: boolean }[]
}

export type RecordId = string

export type StoredRecord = { id: RecordId; revision: number; deleted_at?: number | null; [field: string]: Value }

export type Titles = Record<RecordId, string>

export type RecordsAnswer = { records: StoredRecord[]; titles?: Titles; next: string | null; total?: number }

export type RecordAnswer = {
  record: StoredRecord
  titles?: Titles
  may?: { change: boolean; delete: boolean; actions: string[] }
}

export type WriteAnswer = { record?: StoredRecord; titles?: Titles; commit?: number; result?: Value }

export type BulkFailure = { id: RecordId; message: string; errors?: { field: string; message: string }[] }

export type BulkAnswer = { done: number; failed: BulkFailure[]; commit?: number; commits: number[] }

export type UndoAnswer = {
  undone: number
  conflicts: { object: string; record: RecordId; field: string | null; message: string }[]
  commit?: number
}

export type Change = {
  position: number
  at: number
  author: { id: string; name: string } | null
  way: string
  action: string
  commit: number
  object: string
  record: RecordId
  field: string | null
  before: Value
  after: Value
}

export type HistoryAnswer = { changes: Change[]; titles?: Titles; next: string | null }

export type Group = { value: Value; count: number; sum?: number | null; figures?: Value[] }

export type TotalsAnswer = { count: number; figures: Value[] }

export type Hit = { object: string; id: RecordId; title: string; subtitle?: string | null }

export type Perimeter = 'all' | 'team' | 'own' | 'none'

export type Permission = {
  read: Perimeter
  create: boolean
  change: Perimeter
  delete: Perimeter
  export: boolean
  import: boolean
  hidden_fields?: string[]
  readonly_fields?: string[]
  actions?: string[]
}

export type Me = {
  user: {
    id: RecordId
    name: string
    email: string
    role: string
    team: string | null
    locale?: string | null
    time_zone?: string | null
    // The entries of his menu, in his order; empty for those everybody starts with.
    menu?: string[] | null
  }
  totp: boolean
  company: { name: string }
  permissions: Record<string, Permission>
  may: string[]
}
