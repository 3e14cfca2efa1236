import { MultiSelect, Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { get } from '../changes/client.ts'
import { label, say } from '../design/language.ts'
import type { Hit, ObjectDeclaration, RecordsAnswer, Titles } from './api.ts'
import { useCatalogue, useObject } from './catalogue.ts'
import type { EditProps } from './fieldType.tsx'
import { around } from './inputs.tsx'
import { writeReference } from './reference.ts'
import { titleOf } from './titles.ts'

type Item = { value: string; label: string }

export function LinkPicker(edit: EditProps<string>) {
  const [words, setWords] = useState('')
  const [chosen, setChosen] = useState<Titles>({})
  const candidates = useCandidates(edit.field.target ?? '*', words)
  const titles = { ...edit.titles, ...chosen }
  return (
    <Select
      {...around(edit)}
      data={withCurrent(candidates.items, edit.value ? [edit.value] : [], titles)}
      value={edit.value}
      onChange={(id, option) => {
        if (id && option) setChosen({ [id]: option.label })
        edit.onChange(id)
      }}
      onSearchChange={setWords}
      defaultDropdownOpened={edit.atOnce ?? false}
      searchable
      clearable={!edit.required}
      filter={({ options }) => options}
      placeholder={say('Rechercher…', 'Search…')}
      nothingFoundMessage={candidates.isLoading ? say('Recherche…', 'Searching…') : say('Aucun résultat', 'Nothing found')}
      checkIconPosition="right"
    />
  )
}

export function LinksPicker(edit: EditProps<string[]>) {
  const [words, setWords] = useState('')
  const candidates = useCandidates(edit.field.target ?? '*', words)
  const [seen, setSeen] = useState<Titles>({})
  return (
    <MultiSelect
      {...around(edit)}
      data={withCurrent(candidates.items, edit.value ?? [], { ...edit.titles, ...seen })}
      value={edit.value ?? []}
      onChange={(ids) => {
        setSeen((before) => ({ ...before, ...Object.fromEntries(candidates.items.map((item) => [item.value, item.label])) }))
        edit.onChange(ids.length > 0 ? ids : null)
      }}
      onSearchChange={setWords}
      defaultDropdownOpened={edit.atOnce ?? false}
      searchable
      filter={({ options }) => options}
      nothingFoundMessage={candidates.isLoading ? say('Recherche…', 'Searching…') : say('Aucun résultat', 'Nothing found')}
    />
  )
}

function withCurrent(items: Item[], ids: string[], titles: Titles): Item[] {
  const missing = ids.filter((id) => !items.some((item) => item.value === id))
  return [...missing.map((id) => ({ value: id, label: titles[id] ?? '…' })), ...items]
}

function useCandidates(target: string, typed: string) {
  const [words] = useDebouncedValue(typed.trim(), 180)
  const object = useObject(target)
  const { objects } = useCatalogue()
  const { data, isFetching } = useQuery({
    queryKey: ['records', target, 'candidates', words],
    queryFn: ({ signal }) => (object ? recordsLike(object, words, signal) : anythingLike(objects, words, signal)),
    placeholderData: (previous) => previous,
  })
  return { items: data ?? [], isLoading: isFetching }
}

async function recordsLike(object: ObjectDeclaration, words: string, signal: AbortSignal): Promise<Item[]> {
  const params = new URLSearchParams({ limit: '20' })
  if (words) params.set('q', words)
  const { records } = await get<RecordsAnswer>(`/${object.path}?${params}`, signal)
  return records.map((record) => ({ value: record.id, label: titleOf(object, record) }))
}

async function anythingLike(objects: ObjectDeclaration[], words: string, signal: AbortSignal): Promise<Item[]> {
  if (!words) return []
  const { hits } = await get<{ hits: Hit[] }>(`/search?${new URLSearchParams({ q: words, limit: '20' })}`, signal)
  return hits.map((hit) => {
    const object = objects.find((one) => one.key === hit.object)
    return { value: writeReference(hit, '*'), label: object ? `${hit.title} · ${label(object.label)}` : hit.title }
  })
}
