import { say } from '../../design/language.ts'
import { newId } from '../../changes/ids.ts'
import type { Field, ObjectDeclaration, Value } from '../api.ts'
import { fieldOf } from '../catalogue.ts'
import type { Filter } from '../filter.ts'
import type { FigureKind } from '../list/figures.ts'

// What a dashboard is made of. The same is written down in docs/dashboards.md for programs.

export type TileKind = 'number' | 'trend' | 'target' | 'line' | 'bar' | 'funnel' | 'table' | 'indicator'

export type Tile = {
  id: string
  kind: TileKind
  title: string
  // The records it is about, and which of them.
  object: string
  filter?: Filter
  // "count", or a field and what is worked out from it: "amount:sum".
  measure: string
  // The field whose values gather the records.
  by?: string
  // The date that the chosen period looks at; a tile without one tells how things stand.
  when?: string
  goal?: number
  // The key of an indicator that a workflow measures.
  indicator?: string
  // In columns of four, and in rows.
  width: number
  height: number
}

export const widest = 4
export const tallest = 4

export const kindWords = (kind: TileKind): string =>
  ({
    number: say('Nombre', 'Number'),
    trend: say('Tendance', 'Trend'),
    target: say('Objectif', 'Target'),
    line: say('Courbe', 'Line'),
    bar: say('Barres', 'Bars'),
    funnel: say('Entonnoir', 'Funnel'),
    table: say('Table', 'Table'),
    indicator: say('Indicateur', 'Indicator'),
  })[kind]

export const tileKinds: TileKind[] = ['number', 'trend', 'target', 'line', 'bar', 'funnel', 'table', 'indicator']

// Which kinds need a field that gathers, and which a date to be told over.
export const needsBy: TileKind[] = ['bar', 'funnel', 'table']
export const needsWhen: TileKind[] = ['trend', 'line']

const isSmall = (kind: TileKind) => ['number', 'trend', 'target', 'indicator'].includes(kind)

export const usualSize = (kind: TileKind) => (isSmall(kind) ? { width: 1, height: 1 } : { width: 2, height: 2 })

export type Measure = { field: Field; kind: FigureKind } | null

// Null counts the records.
export function measureOf(object: ObjectDeclaration, text: string): Measure {
  const [key, kind] = text.split(':')
  const field = key ? fieldOf(object, key) : undefined
  return field && kind ? { field, kind: kind as FigureKind } : null
}

export const countOrFigure = (measure: Measure, group: { count: number; figures?: Value[] }): number => {
  const value = measure ? group.figures?.[0] : group.count
  return typeof value === 'number' ? value : 0
}

const isKind = (kind: unknown): kind is TileKind => tileKinds.includes(kind as TileKind)

const within = (size: unknown, most: number, usual: number) => (typeof size === 'number' && size >= 1 && size <= most ? Math.round(size) : usual)

// What a record's content holds, without what this version of the app does not know.
export function readTiles(content: unknown): Tile[] {
  const tiles = (content as { tiles?: unknown } | null)?.tiles
  if (!Array.isArray(tiles)) return []
  return (tiles as Partial<Tile>[]).flatMap((tile) => {
    if (!isKind(tile.kind)) return []
    const usual = usualSize(tile.kind)
    return [
      {
        ...tile,
        kind: tile.kind,
        id: tile.id ?? newId(),
        title: tile.title ?? '',
        object: tile.object ?? '',
        measure: tile.measure ?? 'count',
        width: within(tile.width, widest, usual.width),
        height: within(tile.height, tallest, usual.height),
      },
    ]
  })
}

export function moved(tiles: Tile[], id: string, to: number): Tile[] {
  const tile = tiles.find((one) => one.id === id)
  if (!tile) return tiles
  return tiles.filter((one) => one.id !== id).toSpliced(Math.max(0, Math.min(tiles.length - 1, to)), 0, tile)
}

export const resized = (tiles: Tile[], id: string, wider: number, taller: number): Tile[] =>
  tiles.map((tile) =>
    tile.id === id ? { ...tile, width: Math.max(1, Math.min(widest, tile.width + wider)), height: Math.max(1, Math.min(tallest, tile.height + taller)) } : tile,
  )
