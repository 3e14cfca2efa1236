import { queryOptions, useQuery } from '@tanstack/react-query'
import { get } from '../../changes/client.ts'
import type { ObjectDeclaration, RecordsAnswer, StoredRecord, Titles } from '../api.ts'
import { useMe, usePermission } from '../catalogue.ts'
import { searchParams } from '../records.ts'
import { both, type Filter } from '../filter.ts'

// A list as someone likes it: an address with a name, kept for oneself, one's team or everyone.

export type Audience = 'mine' | 'team' | 'all'

export type SavedView = { id: string; name: string; address: string; audience: Audience; opensFirst: boolean; owner: string; ownerName: string; record: StoredRecord }

// Chosen where a view would open by itself: the list as it is without any.
export const noView = 'all'

export function useViews(object: ObjectDeclaration): { views: SavedView[]; isLoading: boolean } {
  const me = useMe()
  const permission = usePermission('view')
  const { data, isLoading } = useQuery({ ...viewsQuery(object, me.user.id), enabled: permission.read !== 'none' })
  return { views: data ?? [], isLoading }
}

// Those who may see everything still see only what was opened to them.
export const mineOrOpened = (me: string): Filter => ({
  any: [{ field: 'owner', op: 'eq', value: me }, { field: 'audience', op: 'in', value: ['team', 'all'] }],
})

function viewsQuery(object: ObjectDeclaration, me: string) {
  const filter = both({ field: 'of', op: 'eq', value: object.key }, mineOrOpened(me))
  return queryOptions({
    queryKey: ['records', 'view', 'of', object.key],
    queryFn: async ({ signal }) => {
      const answer = await get<RecordsAnswer>(`/views?${searchParams({ filter, sort: 'name', limit: 200 })}`, signal)
      return answer.records.map((record) => viewOf(record, answer.titles ?? {}))
    },
  })
}

function viewOf(record: StoredRecord, titles: Titles): SavedView {
  const owner = String(record.owner ?? '')
  const audience = readAudience(record.audience)
  return {
    id: record.id, name: String(record.name ?? ''), address: String(record.address ?? ''), audience, opensFirst: record.opens_first === true,
    owner, ownerName: titles[owner] ?? '', record,
  }
}

export const readAudience = (audience: unknown): Audience => (audience === 'team' || audience === 'all' ? audience : 'mine')

// One's own choice weighs more than the team's, and the team's more than everyone's.
export function firstToOpen(views: SavedView[], me: string): SavedView | undefined {
  const candidates = views.filter((view) => view.opensFirst)
  const weight = (view: SavedView) => (view.owner === me ? 0 : view.audience === 'team' ? 1 : 2)
  return candidates.toSorted((left, right) => weight(left) - weight(right))[0]
}

// The same whatever the order in which it was put together.
export function tidyAddress(text: string): string {
  const params = new URLSearchParams(text)
  params.delete('saved')
  params.delete('peek')
  params.sort()
  return params.toString()
}
