import { QueryClient } from '@tanstack/react-query'
import { Problem } from './client.ts'

// What is known of the server's records. The live stream marks as stale what others change.
export const known = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      refetchOnWindowFocus: true,
      retry: (count, failure) => count < 2 && (!(failure instanceof Problem) || failure.isSilence || failure.status >= 502),
    },
  },
})

export function forgetRecords(object?: string) {
  if (!object) return known.invalidateQueries()
  return known.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] === 'records' && concerns(queryKey, object) })
}

// Keys look like ['records', object, …]. A record page shows titles of others and histories, so it is marked by id too.
function concerns(key: readonly unknown[], object: string) {
  return key[1] === object || key[1] === '*'
}
