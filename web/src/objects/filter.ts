// The filter expression, the same as on the server: it narrows lists, and here says whether an action is on offer.

export type Condition = { field: string; op: string; value?: unknown }

export type Filter = { all: Filter[] } | { any: Filter[] } | { not: Filter } | Condition | Record<string, never>

export const everything: Filter = {}

export function isCondition(filter: Filter): filter is Condition {
  return 'field' in filter
}

export function both(...filters: (Filter | null | undefined)[]): Filter {
  const narrowing = filters.filter((filter): filter is Filter => !!filter && Object.keys(filter).length > 0)
  if (narrowing.length === 0) return everything
  return narrowing.length === 1 ? narrowing[0]! : { all: narrowing }
}

// What the filter builder edits: conditions and groups of them, joined by "toutes", "au moins une" or "aucune".
export type Join = 'all' | 'any' | 'none'

export type FilterGroup = { join: Join; parts: FilterPart[] }

export type FilterPart = Condition | FilterGroup

export const isGroup = (part: FilterPart): part is FilterGroup => 'join' in part

export function groupOf(filter: Filter): FilterGroup {
  const part = partOf(filter)
  return isGroup(part) ? part : { join: 'all', parts: [part] }
}

function partOf(filter: Filter): FilterPart {
  if (isCondition(filter)) return filter
  if ('any' in filter) return { join: 'any', parts: (filter.any as Filter[]).map(partOf) }
  if ('all' in filter) return { join: 'all', parts: (filter.all as Filter[]).map(partOf) }
  if (!('not' in filter)) return { join: 'all', parts: [] }
  const negated = partOf(filter.not as Filter)
  return { join: 'none', parts: isGroup(negated) && negated.join === 'any' ? negated.parts : [negated] }
}

// Groups with nothing in them ask nothing.
export function filterOf({ join, parts }: FilterGroup): Filter {
  const filters = parts.map((part) => (isGroup(part) ? filterOf(part) : part)).filter((part) => Object.keys(part).length > 0)
  if (filters.length === 0) return everything
  if (join === 'none') return { not: { any: filters } }
  if (filters.length === 1) return filters[0]!
  return join === 'all' ? { all: filters } : { any: filters }
}

export function conditionsIn(filter: Filter): Condition[] {
  if (isCondition(filter)) return [filter]
  if ('not' in filter) return conditionsIn(filter.not as Filter)
  const parts = 'all' in filter ? filter.all : 'any' in filter ? filter.any : []
  return (parts as Filter[]).flatMap(conditionsIn)
}

export function readFilter(text: string | null): Filter {
  if (!text) return everything
  try {
    const read: unknown = JSON.parse(text)
    return typeof read === 'object' && read !== null && !Array.isArray(read) ? (read as Filter) : everything
  } catch {
    return everything
  }
}

// Same answers as the server for what the catalogue's "when" uses; the server has the last word in any case.
export function matches(filter: Filter | null | undefined, record: Record<string, unknown>): boolean {
  if (!filter || Object.keys(filter).length === 0) return true
  if (isCondition(filter)) return holds(filter, record[filter.field])
  if ('all' in filter) return (filter.all as Filter[]).every((part) => matches(part, record))
  if ('any' in filter) return (filter.any as Filter[]).some((part) => matches(part, record))
  return 'not' in filter ? !matches(filter.not as Filter, record) : true
}

const isEmpty = (value: unknown) =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)

const compare = (left: unknown, right: unknown) => {
  if (isEmpty(left) || isEmpty(right)) return Number.NaN
  if (typeof left === 'number' && typeof right === 'number') return left - right
  return String(left) < String(right) ? -1 : String(left) > String(right) ? 1 : 0
}

const fold = (value: unknown) =>
  String(value ?? '').normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : isEmpty(value) ? [] : [value])

const operators: Record<string, (actual: unknown, wanted: unknown) => boolean> = {
  eq: (actual, wanted) => actual === wanted,
  ne: (actual, wanted) => actual !== wanted,
  lt: (actual, wanted) => compare(actual, wanted) < 0,
  lte: (actual, wanted) => compare(actual, wanted) <= 0,
  gt: (actual, wanted) => compare(actual, wanted) > 0,
  gte: (actual, wanted) => compare(actual, wanted) >= 0,
  between: (actual, wanted) => compare(actual, list(wanted)[0]) >= 0 && compare(actual, list(wanted)[1]) <= 0,
  in: (actual, wanted) => list(wanted).includes(actual),
  not_in: (actual, wanted) => !list(wanted).includes(actual),
  contains: (actual, wanted) => fold(actual).includes(fold(wanted)),
  starts_with: (actual, wanted) => fold(actual).startsWith(fold(wanted)),
  empty: (actual) => isEmpty(actual),
  not_empty: (actual) => !isEmpty(actual),
  has_any: (actual, wanted) => list(wanted).some((one) => list(actual).includes(one)),
  has_all: (actual, wanted) => list(wanted).every((one) => list(actual).includes(one)),
  has_none: (actual, wanted) => !list(wanted).some((one) => list(actual).includes(one)),
}

function holds(condition: Condition, actual: unknown): boolean {
  return operators[condition.op]?.(actual, condition.value) ?? true
}
