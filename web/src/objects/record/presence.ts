import { useEffect, useState } from 'react'
import { request } from '../../changes/client.ts'
import { watchPresence } from '../../changes/stream.ts'
import type { ObjectDeclaration, RecordId } from '../api.ts'
import { useMe } from '../catalogue.ts'

export type Onlooker = { id: string; name: string }

type Here = { record: RecordId; people: Onlooker[] }

const saidAgainMs = 20_000

// Who else looks at the record now. Saying that one is here is worth no complaint when it fails.
export function useOnlookers(object: ObjectDeclaration, id: RecordId): Onlooker[] {
  const { user } = useMe()
  const [people, setPeople] = useState<Onlooker[]>([])
  const path = `/${object.path}/${id}/presence`
  useEffect(() => {
    const hear = (here: Here) => {
      if (here.record === id) setPeople(here.people)
    }
    const look = () => {
      if (document.visibilityState === 'visible') void request<Here>('PUT', path).then(hear, () => undefined)
    }
    look()
    const again = setInterval(look, saidAgainMs)
    const unwatch = watchPresence(hear)
    return () => {
      clearInterval(again)
      unwatch()
      void request('DELETE', path).catch(() => undefined)
    }
  }, [id, path])
  return people.filter((one) => one.id !== user.id)
}
