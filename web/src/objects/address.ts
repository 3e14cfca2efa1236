import { useSearchParams } from 'wouter'
import { readFilter, type Filter } from './filter.ts'

// What a list shows stands in the address bar: it can be reloaded, shared and walked back through.
export function useListAddress() {
  const [params, setParams] = useSearchParams()

  const change = (parts: Record<string, string | null>) =>
    setParams(
      (before) => {
        const next = new URLSearchParams(before)
        for (const [key, value] of Object.entries(parts)) {
          if (value) next.set(key, value)
          else next.delete(key)
        }
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
    columns: params.get('columns'),
    group: params.get('group'),
    figures: params.get('figures'),
    limits: params.get('limits'),
    // Of a calendar: the day it shows, and how much around it.
    day: params.get('day'),
    span: params.get('span'),
    // The record that stands open beside the list.
    peek: params.get('peek'),
    // The saved view it came from.
    saved: params.get('saved'),
    text: params.toString(),
    change,
    setFilter: (filter: Filter) => change({ filter: Object.keys(filter).length > 0 ? JSON.stringify(filter) : null }),
    setSort: (sort: string) => change({ sort }),
    setWords: (words: string) => change({ q: words }),
    setView: (view: string) => change({ view }),
    setPeek: (id: string | null) => change({ peek: id }),
    setBin: (bin: boolean) => change({ bin: bin ? 'true' : null }),
    open: (text: string, saved: string | null) => setParams(withSaved(text, saved), { replace: true }),
  }
}

export type ListAddress = ReturnType<typeof useListAddress>

function withSaved(text: string, saved: string | null): URLSearchParams {
  const params = new URLSearchParams(text)
  if (saved) params.set('saved', saved)
  else params.delete('saved')
  return params
}

export function listHref(path: string, filter?: Filter, sort?: string): string {
  const params = new URLSearchParams()
  if (filter && Object.keys(filter).length > 0) params.set('filter', JSON.stringify(filter))
  if (sort) params.set('sort', sort)
  const query = params.toString()
  return `/${path}${query ? `?${query}` : ''}`
}
