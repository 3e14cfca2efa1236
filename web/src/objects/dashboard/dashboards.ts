import { useQuery } from '@tanstack/react-query'
import { get } from '../../changes/client.ts'
import type { RecordsAnswer, StoredRecord, Titles } from '../api.ts'
import { useMe, usePermission } from '../catalogue.ts'
import { mineOrOpened, readAudience, type Audience } from '../list/views.ts'
import { searchParams } from '../records.ts'
import { readTiles, type Tile } from './tiles.ts'

// A dashboard that someone keeps, or one that Élan brings along; the latter has no record and is copied to be changed.
export type Dashboard = {
  id: string
  name: string
  tiles: Tile[]
  opensFor: string[]
  audience: Audience
  owner: string
  ownerName: string
  record: StoredRecord | null
}

// What a workflow brings along, for whom it opens first. Titles are said anew in each language.
export type ReadyDashboard = { key: string; name: () => string; roles: string[]; tiles: () => Omit<Tile, 'id'>[] }

export function useDashboards(ready: ReadyDashboard[]): { kept: Dashboard[]; brought: Dashboard[]; isLoading: boolean } {
  const me = useMe().user.id
  const mayRead = usePermission('dashboard').read !== 'none'
  const { data, isLoading } = useQuery({
    queryKey: ['records', 'dashboard', 'all'],
    queryFn: async ({ signal }) => {
      const answer = await get<RecordsAnswer>(`/dashboards?${searchParams({ filter: mineOrOpened(me), sort: 'name', limit: 200 })}`, signal)
      return answer.records.map((record) => keptOf(record, answer.titles ?? {}))
    },
    enabled: mayRead,
  })
  return { kept: data ?? [], brought: ready.map(broughtOf), isLoading }
}

function keptOf(record: StoredRecord, titles: Titles): Dashboard {
  const owner = String(record.owner ?? '')
  return {
    id: record.id,
    name: String(record.name ?? ''),
    tiles: readTiles(record.content),
    opensFor: Array.isArray(record.opens_for) ? record.opens_for.map(String) : [],
    audience: readAudience(record.audience),
    owner,
    ownerName: titles[owner] ?? '',
    record,
  }
}

const broughtOf = ({ key, name, roles, tiles }: ReadyDashboard): Dashboard => ({
  id: key,
  name: name(),
  tiles: tiles().map((tile, index) => ({ ...tile, id: `${key}-${index}` })),
  opensFor: roles,
  audience: 'all',
  owner: '',
  ownerName: 'Élan',
  record: null,
})

// One's own weighs more than what others opened, and that more than what Élan brings along.
export function firstFor(role: string, me: string, kept: Dashboard[], brought: Dashboard[]): Dashboard | undefined {
  const opens = (dashboard: Dashboard) => dashboard.opensFor.includes(role)
  const mine = kept.filter((dashboard) => dashboard.owner === me)
  return mine.find(opens) ?? kept.find(opens) ?? brought.find(opens) ?? mine[0] ?? brought[0]
}
