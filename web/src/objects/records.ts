import { infiniteQueryOptions, queryOptions, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { get } from '../changes/client.ts'
import { known } from '../changes/queries.ts'
import type { Group, Hit, ObjectDeclaration, RecordAnswer, RecordId, RecordsAnswer, StoredRecord, Titles } from './api.ts'
import type { Filter } from './filter.ts'

export type Question = {
  filter?: Filter
  sort?: string
  words?: string
  limit?: number
  bin?: boolean
  total?: boolean
}

export function searchParams(question: Question): URLSearchParams {
  const params = new URLSearchParams()
  if (question.filter && Object.keys(question.filter).length > 0) params.set('filter', JSON.stringify(question.filter))
  if (question.sort) params.set('sort', question.sort)
  if (question.words) params.set('q', question.words)
  if (question.limit) params.set('limit', String(question.limit))
  if (question.bin) params.set('bin', 'true')
  return params
}

export function recordsQuery(object: ObjectDeclaration, question: Question) {
  return infiniteQueryOptions({
    queryKey: ['records', object.key, 'list', question],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) => {
      const params = searchParams({ limit: 100, ...question })
      if (pageParam) params.set('cursor', pageParam)
      else if (question.total) params.set('total', 'true')
      return get<RecordsAnswer>(`/${object.path}?${params}`, signal)
    },
    getNextPageParam: (page: RecordsAnswer) => page.next,
  })
}

export type Records = {
  list: StoredRecord[]
  titles: Titles
  total: number | undefined
  isLoading: boolean
  failure: Error | null
  hasMore: boolean
  isLoadingMore: boolean
  loadMore: () => void
  reload: () => void
}

export function useRecords(object: ObjectDeclaration, question: Question, enabled = true): Records {
  const { data, isPending, error, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = useInfiniteQuery({
    ...recordsQuery(object, question),
    placeholderData: (previous, query) => (query?.queryKey[1] === object.key ? previous : undefined),
    enabled,
  })
  return {
    list: data?.pages.flatMap((page) => page.records) ?? [],
    titles: Object.assign({}, ...(data?.pages.map((page) => page.titles ?? {}) ?? [])) as Titles,
    total: data?.pages[0]?.total,
    isLoading: isPending && enabled,
    failure: error,
    hasMore: hasNextPage,
    isLoadingMore: isFetchingNextPage,
    loadMore: () => void fetchNextPage(),
    reload: () => void refetch(),
  }
}

export function recordQuery(object: ObjectDeclaration, id: RecordId) {
  return queryOptions({
    queryKey: ['records', object.key, 'one', id],
    queryFn: ({ signal }) => get<RecordAnswer>(`/${object.path}/${id}`, signal),
  })
}

// Until the server has answered, a record stands as the list showed it, and nothing is offered yet.
export function useRecord(object: ObjectDeclaration, id: RecordId) {
  return useQuery({ ...recordQuery(object, id), placeholderData: () => seenInList(object, id) })
}

function seenInList(object: ObjectDeclaration, id: RecordId): RecordAnswer | undefined {
  const lists = known.getQueriesData<RecordsAnswer | { pages: RecordsAnswer[] }>({
    queryKey: ['records', object.key],
    predicate: ({ queryKey }) => queryKey[2] === 'list' || queryKey[2] === 'page',
  })
  for (const [, data] of lists) {
    for (const { records, titles } of data ? ('pages' in data ? data.pages : [data]) : []) {
      const record = records.find((one) => one.id === id)
      if (record) return { record, titles: titles ?? {}, may: { change: false, delete: false, actions: [] } }
    }
  }
  return undefined
}

export function useGroups(object: ObjectDeclaration, by: string, filter: Filter, words: string, sum?: string) {
  const params = searchParams({ filter, words })
  params.set('by', by)
  if (sum) params.set('sum', sum)
  return useQuery({
    queryKey: ['records', object.key, 'groups', by, filter, words, sum],
    queryFn: ({ signal }) => get<{ groups: Group[] }>(`/${object.path}/groups?${params}`, signal).then((answer) => answer.groups),
  })
}

export function useSearch(words: string, object?: string, limit = 12) {
  const params = new URLSearchParams({ q: words, limit: String(limit) })
  if (object && object !== '*') params.set('object', object)
  return useQuery({
    queryKey: ['records', object ?? '*', 'search', words, limit],
    queryFn: ({ signal }) => get<{ hits: Hit[] }>(`/search?${params}`, signal).then((answer) => answer.hits),
    enabled: words.trim().length > 0,
    placeholderData: (previous) => previous,
  })
}
