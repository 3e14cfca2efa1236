import { say } from '../../design/language.ts'
import type { ReadyDashboard } from '../../objects/dashboard/dashboards.ts'
import { usualSize, type Tile } from '../../objects/dashboard/tiles.ts'

const tile = (kind: Tile['kind'], title: string, parts: Partial<Omit<Tile, 'kind' | 'title' | 'id'>>): Omit<Tile, 'id'> => ({
  object: 'lead', measure: 'count', ...usualSize(kind), kind, title, ...parts,
})

export const leadDashboards: ReadyDashboard[] = [
  {
    key: 'leads',
    name: () => say('Pistes', 'Leads'),
    roles: [],
    tiles: () => [
      tile('trend', say('Pistes reçues', 'Leads received'), { when: 'created_at' }),
      tile('number', say('Sans réponse', 'Unanswered'), { filter: { field: 'status', op: 'eq', value: 'new' } }),
      tile('indicator', say('Délai de qualification', 'Time to qualify'), { indicator: 'time_to_qualify' }),
      tile('indicator', say('De la piste à l’affaire', 'From lead to deal'), { indicator: 'mql_to_sql' }),
      tile('line', say('Pistes reçues au fil du temps', 'Leads over time'), { when: 'created_at' }),
      tile('bar', say('D’où elles viennent', 'Where they come from'), { by: 'source', when: 'created_at' }),
      tile('bar', say('Ce qu’elles deviennent', 'What becomes of them'), { by: 'status', when: 'created_at' }),
      tile('table', say('Pistes par responsable', 'Leads by owner'), { by: 'owner', when: 'created_at' }),
    ],
  },
]
