// The columns of a list as its address writes them: "email.220*,amount": a key, its width, a star for one that stays in
// sight. The title's column comes first and stays; it is written as "_", and only for its width.

export type ColumnChoice = { key: string; width: number | null; pinned: boolean }

export const titleKey = '_'

export function readColumns(text: string | null): ColumnChoice[] | null {
  if (text === null || text === '') return null
  const seen = new Set<string>()
  return text.split(',').flatMap((part) => {
    const found = /^(\w+)(?:\.(\d{1,4}))?(\*)?$/.exec(part)
    if (!found?.[1] || seen.has(found[1])) return []
    seen.add(found[1])
    return [{ key: found[1], width: found[2] ? widthWithin(Number(found[2])) : null, pinned: found[3] === '*' }]
  })
}

export const writeColumns = (columns: ColumnChoice[]): string =>
  columns.map(({ key, width, pinned }) => `${key}${width ? `.${width}` : ''}${pinned ? '*' : ''}`).join(',')

export const widthWithin = (width: number) => Math.max(64, Math.min(900, Math.round(width)))

// Pinned ones stand before the others, each in its own order.
export const inPlace = (columns: ColumnChoice[]): ColumnChoice[] => [
  ...columns.filter((column) => column.key === titleKey),
  ...columns.filter((column) => column.key !== titleKey && column.pinned),
  ...columns.filter((column) => column.key !== titleKey && !column.pinned),
]

export const resized = (columns: ColumnChoice[], key: string, width: number): ColumnChoice[] =>
  columns.some((column) => column.key === key)
    ? columns.map((column) => (column.key === key ? { ...column, width: widthWithin(width) } : column))
    : [{ key, width: widthWithin(width), pinned: false }, ...columns]

export const toggledPin = (columns: ColumnChoice[], key: string): ColumnChoice[] =>
  inPlace(columns.map((column) => (column.key === key ? { ...column, pinned: !column.pinned } : column)))

export const toggledColumn = (columns: ColumnChoice[], key: string): ColumnChoice[] =>
  columns.some((column) => column.key === key) ? columns.filter((column) => column.key !== key) : [...columns, { key, width: null, pinned: false }]

// Puts one column before or behind another; among pinned ones it is pinned too.
export function moved(columns: ColumnChoice[], key: string, beside: string, side: 'before' | 'behind'): ColumnChoice[] {
  const column = columns.find((one) => one.key === key)
  const neighbour = columns.find((one) => one.key === beside)
  if (!column || !neighbour || key === beside || beside === titleKey) return columns
  const rest = columns.filter((one) => one !== column)
  const at = rest.indexOf(neighbour) + (side === 'behind' ? 1 : 0)
  return inPlace([...rest.slice(0, at), { ...column, pinned: neighbour.pinned }, ...rest.slice(at)])
}

export function shifted(columns: ColumnChoice[], key: string, by: -1 | 1): ColumnChoice[] {
  const ordered = inPlace(columns)
  const at = ordered.findIndex((one) => one.key === key)
  const neighbour = ordered[at + by]
  if (at < 0 || !neighbour || neighbour.key === titleKey) return columns
  return moved(ordered, key, neighbour.key, by < 0 ? 'before' : 'behind')
}
