import { useInfiniteQuery } from '@tanstack/react-query'
import { get } from '../../changes/client.ts'
import type { Change, ObjectDeclaration, RecordId, StoredRecord, Titles } from '../api.ts'
import { useCatalogue, useMe } from '../catalogue.ts'

// What happened to a record or about it, newest first: the server's own order.

// A change of the record, or a record about it with the actions it offers.
export type Entry = { at: number; kind: string; changes?: Change[]; record?: StoredRecord; actions?: string[] }

type TimelineAnswer = { entries: Entry[]; titles?: Titles; next: string | null }

export type TimelineQuestion = { kinds: string[]; words: string }

export function useTimeline(object: ObjectDeclaration, id: RecordId, { kinds, words }: TimelineQuestion) {
  return useInfiniteQuery({
    queryKey: ['records', '*', 'timeline', object.key, id, kinds, words],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) => {
      const params = new URLSearchParams({ limit: '40' })
      if (kinds.length > 0) params.set('kinds', kinds.join(','))
      if (words) params.set('q', words)
      if (pageParam) params.set('cursor', pageParam)
      return get<TimelineAnswer>(`/${object.path}/${id}/timeline?${params}`, signal)
    },
    getNextPageParam: (page: TimelineAnswer) => page.next,
    placeholderData: (previous, query) => (query?.queryKey[4] === id ? previous : undefined),
  })
}

// The objects whose records are told in timelines, of those that may be about this one.
export function useToldObjects(object: ObjectDeclaration): ObjectDeclaration[] {
  const { permissions } = useMe()
  return useCatalogue().objects.filter(
    (other) =>
      other.told_field &&
      permissions[other.key]?.read !== 'none' &&
      other.fields.some((field) => !field.system && (field.target === '*' || field.target === object.key)),
  )
}

// The field by which a record of `told` is about one of `object`.
export const aboutField = (told: ObjectDeclaration, object: ObjectDeclaration) =>
  told.fields.find((field) => !field.system && !field.readonly && (field.target === '*' || field.target === object.key))
