// "-amount,name": several keys, the first weighs most.

export type SortKey = { key: string; descending: boolean }

export const readSort = (text: string): SortKey[] =>
  text.split(',').filter(Boolean).map((part) => (part.startsWith('-') ? { key: part.slice(1), descending: true } : { key: part, descending: false }))

export const writeSort = (keys: SortKey[]): string => keys.map(({ key, descending }) => (descending ? `-${key}` : key)).join(',')

// A click sorts by this alone, upwards, downwards, then not at all; `further` adds it behind the others.
export function sortedBy(keys: SortKey[], key: string, further: boolean): SortKey[] {
  const now = keys.find((one) => one.key === key)
  const others = further ? keys.filter((one) => one.key !== key) : []
  if (!now) return [...others, { key, descending: false }]
  if (now.descending) return others
  return further ? keys.map((one) => (one.key === key ? { key, descending: true } : one)) : [{ key, descending: true }]
}
