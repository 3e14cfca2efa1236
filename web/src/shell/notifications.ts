import { useInfiniteQuery } from '@tanstack/react-query'
import { get } from '../changes/client.ts'
import { outbox } from '../changes/outbox.ts'
import { known } from '../changes/queries.ts'

export type Notification = {
  position: number
  at: number
  kind: string
  object: string
  record: string
  title: string
  author: string | null
  seen: boolean
}

type Answer = { unseen: number; notifications: Notification[]; next: string | null }

const queryKey = ['notifications']

export function useNotifications() {
  return useInfiniteQuery({
    queryKey,
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) => get<Answer>(`/notifications${pageParam ? `?cursor=${pageParam}` : ''}`, signal),
    getNextPageParam: (page: Answer) => page.next,
  })
}

export async function seeUntil(position: number) {
  await outbox.send('POST', '/notifications/seen', { until: position })
  await known.invalidateQueries({ queryKey })
}
