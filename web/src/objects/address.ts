import { useSearchParams } from 'wouter'
import { readFilter, type Filter } from './filter.ts'

// What a list shows stands in the address bar: it can be reloaded, shared and walked back through.
export function useListAddress() {
  const [params, setParams] = useSearchParams()

  const put = (key: string, value: string | null) =>
    setParams(
      (before) => {
        const next = new URLSearchParams(before)
        if (value) next.set(key, value)
        else next.delete(key)
        return next
      },
      { replace: true },
    )

  return {
    filter: readFilter(params.get('filter')),
    sort: params.get('sort') ?? '',
    words: params.get('q') ?? '',
    view: params.get('view'),
    bin: params.get('bin') === 'true',
    setFilter: (filter: Filter) => put('filter', Object.keys(filter).length > 0 ? JSON.stringify(filter) : null),
    setSort: (sort: string) => put('sort', sort),
    setWords: (words: string) => put('q', words),
    setView: (view: string) => put('view', view),
    setBin: (bin: boolean) => put('bin', bin ? 'true' : null),
  }
}

export function listHref(path: string, filter?: Filter, sort?: string): string {
  const params = new URLSearchParams()
  if (filter && Object.keys(filter).length > 0) params.set('filter', JSON.stringify(filter))
  if (sort) params.set('sort', sort)
  const query = params.toString()
  return `/${path}${query ? `?${query}` : ''}`
}
