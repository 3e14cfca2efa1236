import { useQuery } from '@tanstack/react-query'
import { get } from '../../changes/client.ts'
import { outbox } from '../../changes/outbox.ts'
import { forgetRecords, known } from '../../changes/queries.ts'
import type { ObjectDeclaration, UndoAnswer } from '../api.ts'

export type Place = { object: string; field: string }

export type Column = { index: number; name: string; samples: string[]; proposal: Place | null }

export type ImportFile = {
  name: string
  kind: 'csv' | 'xlsx'
  encoding?: string | null
  separator?: string | null
  date_order?: string | null
  sheet?: string | null
  sheets?: string[]
  header_row?: number
  rows: number
  // A very large file is not read to its end just to count.
  rows_are_counted?: boolean
}

export type Options = { object: string; key: Record<string, string>; on_match: 'update' | 'skip'; on_bad_cell: 'reject' | 'skip_cell' }

export type Progress = { rows: number; done: number; created: number; updated: number; unchanged: number; rejected: number }

export type State = 'ready' | 'running' | 'done' | 'undone' | 'failed' | 'cancelled'

// An import as it goes on.
export type Import = {
  id: string
  name: string
  state: State
  object: string
  progress: Progress
  failure?: string
  created_at?: number
  started_at?: number
  finished_at?: number
}

// A file before it is imported: how it was read, and where its columns would go.
export type Draft = {
  id: string
  state: 'ready'
  file: ImportFile
  columns: Column[]
  objects: string[]
  options: Options
  warnings: string[]
}

export type Reading = Partial<Pick<ImportFile, 'sheet' | 'encoding' | 'separator' | 'date_order' | 'header_row'>>

export type Mapping = Record<number, Place | null>

export type Trial = {
  rows: number
  would_create: Record<string, number>
  updated: number
  unchanged: number
  rejected: number
  sample: { row: number; outcome: 'created' | 'updated' | 'unchanged' | 'rejected'; cells: string[]; errors: { field?: string; message: string }[] }[]
}

const key = (id: string) => ['import', id]

const draftKey = (id: string) => ['import', id, 'draft']

export function useImports() {
  return useQuery({
    queryKey: ['imports'],
    queryFn: ({ signal }) => get<{ imports: Import[] }>('/imports', signal).then((answer) => answer.imports),
    staleTime: 0,
  })
}

export function useImport(id: string) {
  return useQuery({
    queryKey: key(id),
    queryFn: ({ signal }) => get<Import>(`/imports/${id}`, signal),
    staleTime: 0,
    refetchInterval: ({ state }) => (state.data?.state === 'running' ? 700 : false),
  })
}

export function useDraftImport(id: string) {
  return useQuery({
    queryKey: draftKey(id),
    queryFn: ({ signal }) => get<Draft>(`/imports/${id}?full=true`, signal),
    staleTime: 60_000,
  })
}

export async function upload(file: File): Promise<string> {
  const started = await outbox.upload<Draft>(`/imports?name=${encodeURIComponent(file.name)}`, file)
  known.setQueryData(draftKey(started.id), started)
  void known.invalidateQueries({ queryKey: ['imports'] })
  return started.id
}

// The file is read anew, or the mapping is written down: the server answers with how it sees the file now.
export async function settle(id: string, settings: Reading & { columns?: (Place & { index: number } | { index: number; object: null })[] } & Partial<Options>) {
  const answer = await outbox.send<Draft>('PUT', `/imports/${id}`, settings)
  known.setQueryData<Draft>(draftKey(id), answer)
  return answer
}

export const tryOut = (id: string) => outbox.send<Trial>('POST', `/imports/${id}/preview`)

export async function run(id: string) {
  await outbox.send('POST', `/imports/${id}/run`)
  known.setQueryData<Import>(key(id), (before) => before && { ...before, state: 'running' })
  await known.invalidateQueries({ queryKey: key(id), exact: true })
}

export const cancel = (id: string) => outbox.send('POST', `/imports/${id}/cancel`).then(() => known.invalidateQueries({ queryKey: key(id) }))

export async function undo(id: string): Promise<UndoAnswer> {
  const answer = await outbox.send<UndoAnswer>('POST', `/imports/${id}/undo`)
  await known.invalidateQueries({ queryKey: key(id) })
  void known.invalidateQueries({ queryKey: ['imports'] })
  void forgetRecords()
  return answer
}

export const proposed = (columns: Column[]): Mapping => Object.fromEntries(columns.map((column) => [column.index, column.proposal]))

export const written = (mapping: Mapping) =>
  Object.entries(mapping).map(([index, place]) => (place ? { index: Number(index), ...place } : { index: Number(index), object: null as null }))

export function mappedObjects(mapping: Mapping, objects: ObjectDeclaration[]): ObjectDeclaration[] {
  const used = new Set(Object.values(mapping).map((place) => place?.object))
  return objects.filter((object) => used.has(object.key))
}
