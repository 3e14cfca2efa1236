import { useQuery } from '@tanstack/react-query'
import { get } from '../../changes/client.ts'
import { showNumber } from '../../design/formats.ts'
import type { Group, ObjectDeclaration, Titles, TotalsAnswer } from '../api.ts'
import { fieldOf } from '../catalogue.ts'
import { both, type Filter } from '../filter.ts'
import { sayFigure } from '../list/figures.ts'
import { searchParams } from '../records.ts'
import { duringPeriod, everyFor, type Period } from './period.ts'
import { countOrFigure, measureOf, type Measure, type Tile } from './tiles.ts'

// What the server is asked for a tile. Keys begin with the object, so that a change of its records asks anew.

export function tileFilter(object: ObjectDeclaration, tile: Tile, period: Period | null): Filter {
  const when = tile.when ? fieldOf(object, tile.when) : undefined
  return both(tile.filter, when && period ? duringPeriod(when, period) : null)
}

// "amount:sum" as the address of a request has it.
function withFigures(params: URLSearchParams, tile: Tile) {
  if (tile.measure !== 'count') params.set('figures', tile.measure)
  return params
}

export function useFigure(object: ObjectDeclaration, tile: Tile, period: Period | null, enabled = true) {
  const params = withFigures(searchParams({ filter: tileFilter(object, tile, period) }), tile).toString()
  const measure = measureOf(object, tile.measure)
  return useQuery({
    queryKey: ['records', object.key, 'figure', params],
    queryFn: ({ signal }) => get<TotalsAnswer>(`/${object.path}/totals?${params}`, signal).then((answer) => countOrFigure(measure, answer)),
    enabled,
  })
}

export type GroupsAnswer = { groups: Group[]; titles?: Titles }

export function useTileGroups(object: ObjectDeclaration, tile: Tile, by: string, period: Period | null) {
  const params = withFigures(searchParams({ filter: tileFilter(object, tile, period) }), tile)
  params.set('by', by)
  return useGroupsAt(object, params)
}

export function useOverTime(object: ObjectDeclaration, tile: Tile, when: string, period: Period) {
  const params = withFigures(searchParams(tile.filter ? { filter: tile.filter } : {}), tile)
  for (const [name, value] of Object.entries({ by: when, every: everyFor(period), ...period })) params.set(name, value)
  return useGroupsAt(object, params)
}

function useGroupsAt(object: ObjectDeclaration, params: URLSearchParams) {
  const asked = params.toString()
  return useQuery({
    queryKey: ['records', object.key, 'groups', 'tile', asked],
    queryFn: ({ signal }) => get<GroupsAnswer>(`/${object.path}/groups?${asked}`, signal),
  })
}

export const sayMeasured = (measure: Measure, value: number): string => (measure ? sayFigure(measure.field, measure.kind, value) : showNumber(value))
