import { queryOptions, useQueries, useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { get } from '../../changes/client.ts'
import { known } from '../../changes/queries.ts'
import type { Field, Group, ObjectDeclaration, RecordsAnswer, StoredRecord, Titles, TotalsAnswer, Value } from '../api.ts'
import { both, type Filter } from '../filter.ts'
import { searchParams, type Question } from '../records.ts'
import { figuresText, type FigureChoice } from './figures.ts'
import { inOptionOrder } from './groups.ts'
import type { Sight } from './longScroll.ts'
import { linesOf, type Lines, type Segment } from './segments.ts'

// What a list shows, page by page. A page behind one already known follows its cursor; a jump counts from the start.

const pageSize = 100
// So many lines beyond those in sight are asked for, so that scrolling meets rows and not blanks.
const ahead = 60

export type ListQuestion = Pick<Question, 'filter' | 'sort' | 'words' | 'bin'>

type Page = RecordsAnswer & { from: string }

const pageKey = (object: ObjectDeclaration, question: ListQuestion, page: number) => ['records', object.key, 'page', question, page] as const

function pageQuery(object: ObjectDeclaration, question: ListQuestion, page: number) {
  return queryOptions({
    queryKey: pageKey(object, question, page),
    queryFn: async ({ signal }): Promise<Page> => {
      const from = beginning(object, question, page)
      const params = searchParams({ ...question, limit: pageSize })
      for (const [name, value] of Object.entries(from)) params.set(name, value)
      const answer = await get<RecordsAnswer>(`/${object.path}?${params}`, signal)
      followOn(object, question, page, answer.next)
      return { ...answer, from: from.cursor ?? '' }
    },
  })
}

function beginning(object: ObjectDeclaration, question: ListQuestion, page: number): { cursor?: string; skip?: string } {
  if (page === 0) return {}
  const before = known.getQueryData<Page>(pageKey(object, question, page - 1))
  return before?.next ? { cursor: before.next } : { skip: String(page * pageSize) }
}

// When a page ends elsewhere than it did, the one behind it begins elsewhere too.
function followOn(object: ObjectDeclaration, question: ListQuestion, page: number, next: string | null) {
  const queryKey = pageKey(object, question, page + 1)
  const behind = known.getQueryData<Page>(queryKey)
  if (behind && next && behind.from !== '' && behind.from !== next) void known.invalidateQueries({ queryKey, exact: true })
}

export function useTotals(object: ObjectDeclaration, question: ListQuestion, figures: FigureChoice[], enabled = true) {
  const { sort: _, ...asked } = question
  const wanted = figuresText(figures)
  return useQuery({
    queryKey: ['records', object.key, 'totals', asked, wanted],
    queryFn: ({ signal }) => {
      const params = searchParams(asked)
      if (wanted) params.set('figures', wanted)
      return get<TotalsAnswer>(`/${object.path}/totals?${params}`, signal)
    },
    enabled,
  })
}

function useListGroups(object: ObjectDeclaration, question: ListQuestion, by: Field | null, figures: FigureChoice[]) {
  const { sort: _, ...asked } = question
  const wanted = figuresText(figures)
  return useQuery({
    queryKey: ['records', object.key, 'groups', 'list', by?.key, asked, wanted],
    queryFn: ({ signal }) => {
      const params = searchParams(asked)
      params.set('by', by?.key ?? '')
      if (wanted) params.set('figures', wanted)
      return get<{ groups: Group[]; titles?: Titles }>(`/${object.path}/groups?${params}`, signal)
    },
    enabled: by !== null,
    placeholderData: (before, query) => (query?.queryKey[4] === by?.key ? before : undefined),
  })
}

export const groupName = (value: Value) => JSON.stringify(value ?? null)

const narrowed = (question: ListQuestion, by: Field | null, segment: Segment | undefined): ListQuestion => {
  if (!by || !segment?.group) return question
  const { value } = segment.group
  const within: Filter = value === null || value === undefined ? { field: by.key, op: 'empty' } : { field: by.key, op: 'eq', value }
  return { ...question, filter: both(question.filter, within) }
}

export type ListLines = {
  object: ObjectDeclaration
  // What is drawn: the former question until the first answer to a new one is there.
  question: ListQuestion
  by: Field | null
  lines: Lines
  segments: Segment[]
  total: number | undefined
  figures: Value[] | undefined
  groupTitles: Titles
  isLoading: boolean
  isOld: boolean
  failure: Error | null
  reload: () => void
}

export function useLines(
  object: ObjectDeclaration,
  asked: ListQuestion,
  group: Field | null,
  figures: FigureChoice[],
  closed: ReadonlySet<string>,
): ListLines {
  const first = useQuery({ ...pageQuery(object, asked, 0), enabled: group === null })
  const groups = useListGroups(object, asked, group, figures)
  const totals = useTotals(object, asked, figures)
  const isReady = group ? groups.isSuccess && !groups.isPlaceholderData : first.isSuccess
  const [shown, setShown] = useState({ question: asked, by: group })
  if (isReady && (shown.question !== asked || shown.by !== group)) setShown({ question: asked, by: group })

  const isOld = shown.question !== asked || shown.by !== group
  const old = known.getQueryData<Page>(pageKey(object, shown.question, 0))
  const count = isOld || !totals.data ? countSoFar(isOld ? old : first.data) : totals.data.count
  const segments = useMemo(
    () =>
      shown.by
        ? inOptionOrder(shown.by, groups.data?.groups ?? [], groups.data?.titles ?? {}).map((one) => ({
            group: one, count: one.count, isOpen: !closed.has(groupName(one.value)),
          }))
        : [{ group: null, count, isOpen: true }],
    [shown.by, groups.data, closed, count],
  )
  const lines = useMemo(() => linesOf(segments), [segments])
  return {
    object,
    ...shown,
    lines,
    segments,
    total: totals.data?.count,
    figures: totals.data?.figures,
    groupTitles: groups.data?.titles ?? {},
    isLoading: group ? groups.isPending : first.isPending && !(isOld && old),
    isOld,
    failure: first.error ?? groups.error,
    reload: () => void (group ? groups.refetch() : first.refetch()),
  }
}

// Until the count is known the list is as long as what was read, and a page more when there is one.
const countSoFar = (page: Page | undefined) => (page ? page.records.length + (page.next ? pageSize : 0) : 0)

export type Rows = { at: (line: number) => StoredRecord | undefined; titles: Titles; loaded: StoredRecord[] }

// The records of the lines in sight, as far as they are known.
export function useRows({ object, question, by, lines, segments, groupTitles }: ListLines, sight: Sight): Rows {
  const wanted = pagesIn(lines, sight)
  const answers = useQueries({
    queries: wanted.map(({ segment, page }) => pageQuery(object, narrowed(question, by, segments[segment]), page)),
  })
  const pages = new Map(wanted.map(({ segment, page }, index) => [`${segment}/${page}`, answers[index]?.data]))
  const titles: Titles = Object.assign({}, groupTitles, ...answers.map((answer) => answer.data?.titles ?? {}))
  return {
    titles,
    loaded: answers.flatMap((answer) => answer.data?.records ?? []),
    at(number) {
      const line = lines.at(number)
      if (line.kind !== 'record') return undefined
      return pages.get(`${line.segment}/${Math.floor(line.index / pageSize)}`)?.records[line.index % pageSize]
    },
  }
}

export function pagesIn(lines: Lines, sight: Sight): { segment: number; page: number }[] {
  const pages = new Map<string, { segment: number; page: number }>()
  const from = Math.max(0, sight.first - ahead)
  const to = Math.min(lines.count - 1, sight.last + ahead)
  for (let number = from; number <= to; number += 1) {
    const line = lines.at(number)
    if (line.kind !== 'record') continue
    const page = Math.floor(line.index / pageSize)
    pages.set(`${line.segment}/${page}`, { segment: line.segment, page })
  }
  return [...pages.values()]
}

// The record at a place among the answers to a question, whether its page is known already or not.
export async function recordAt(object: ObjectDeclaration, question: ListQuestion, index: number): Promise<StoredRecord | undefined> {
  const page = await known.fetchQuery(pageQuery(object, question, Math.floor(index / pageSize)))
  return page.records[index % pageSize]
}

// Where a line stands among the answers to the question of its group, or of the whole list.
export function placeOf({ lines, segments, question, by }: ListLines, number: number): { question: ListQuestion; index: number; count: number } | null {
  const line = lines.at(number)
  if (line.kind !== 'record') return null
  const segment = segments[line.segment]
  return { question: narrowed(question, by, segment), index: line.index, count: segment?.count ?? 0 }
}

// What a write answered is shown at once, before the list is asked again.
export function patchRows(object: ObjectDeclaration, changed: StoredRecord) {
  known.setQueriesData<Page>({ queryKey: ['records', object.key, 'page'] }, (page) =>
    page?.records.some((record) => record.id === changed.id)
      ? { ...page, records: page.records.map((record) => (record.id === changed.id ? { ...record, ...changed } : record)) }
      : page,
  )
}
