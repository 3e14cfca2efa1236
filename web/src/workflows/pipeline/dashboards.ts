import { say } from '../../design/language.ts'
import type { Filter } from '../../objects/filter.ts'
import type { ReadyDashboard } from '../../objects/dashboard/dashboards.ts'
import { usualSize, type Tile } from '../../objects/dashboard/tiles.ts'

type Parts = Partial<Omit<Tile, 'kind' | 'title' | 'id'>>

const tile = (kind: Tile['kind'], title: string, parts: Parts): Omit<Tile, 'id'> => ({ object: 'opportunity', measure: 'count', ...usualSize(kind), kind, title, ...parts })

const stage = (...stages: string[]): Filter => ({ field: 'stage', op: 'in', value: stages })
const openStages = ['discovery', 'proposal', 'negotiation']
const mine: Filter = { field: 'owner', op: 'eq', value: 'me' }

// The sales of one person, or of all whose sales the reader sees.
const sales = (whose: Filter[], second: Omit<Tile, 'id'>): Omit<Tile, 'id'>[] => {
  const of = (...filters: Filter[]): Filter => ({ all: [...filters, ...whose] })
  return [
    tile('trend', say('Chiffre d’affaires gagné', 'Revenue won'), { measure: 'amount:sum', when: 'closed_at', filter: of(stage('won')) }),
    second,
    tile('number', say('Panier moyen', 'Average deal'), { measure: 'amount:average', when: 'closed_at', filter: of(stage('won')) }),
    tile('number', say('En cours', 'Open'), { measure: 'amount:sum', filter: of(stage(...openStages)) }),
    tile('line', say('Chiffre d’affaires par mois', 'Revenue over time'), { measure: 'amount:sum', when: 'closed_at', filter: of(stage('won')) }),
    tile('funnel', say('Où en sont les affaires', 'Where deals stand'), { by: 'stage', filter: of(stage(...openStages)) }),
    tile('bar', say('Pourquoi on perd', 'Why deals are lost'), { by: 'lost_reason', when: 'closed_at', filter: of(stage('lost')) }),
  ]
}

export const pipelineDashboards: ReadyDashboard[] = [
  {
    key: 'my-sales',
    name: () => say('Mes ventes', 'My sales'),
    roles: ['sales'],
    tiles: () => [
      ...sales([mine], tile('number', say('Affaires gagnées', 'Deals won'), { when: 'closed_at', filter: { all: [stage('won'), mine] } })),
      tile('bar', say('Mes affaires par produit', 'My deals by product'), { by: 'product', measure: 'amount:sum', filter: { all: [stage(...openStages), mine] } }),
    ],
  },
  {
    key: 'sales',
    name: () => say('Ventes', 'Sales'),
    roles: ['owner', 'admin', 'manager', 'accountant', 'read_only'],
    tiles: () => [
      ...sales([], tile('indicator', say('Taux de transformation', 'Closing rate'), { indicator: 'closing_rate' })),
      tile('table', say('Chiffre d’affaires par commercial', 'Revenue by seller'), { by: 'owner', measure: 'amount:sum', when: 'closed_at', filter: stage('won') }),
    ],
  },
]
