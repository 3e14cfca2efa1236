import type { ObjectDeclaration, StoredRecord, Titles } from '../objects/api.ts'
import type { Fields } from './outbox.ts'

// Two people wrote the same field. The second is shown both values and chooses; nothing is lost silently.
export type Conflict = {
  object: ObjectDeclaration
  theirs: StoredRecord
  mine: Fields
  titles: Titles
  fields: string[]
  settle: (kept: Fields | null) => void
}

let waiting: Conflict | null = null
const watchers = new Set<() => void>()

export const conflicts = {
  current: () => waiting,
  watch(watcher: () => void) {
    watchers.add(watcher)
    return () => void watchers.delete(watcher)
  },
  ask(question: Omit<Conflict, 'settle'>): Promise<Fields | null> {
    return new Promise((settled) => {
      publish({ ...question, settle: (kept) => (publish(null), settled(kept)) })
    })
  },
}

function publish(conflict: Conflict | null) {
  waiting = conflict
  for (const watcher of watchers) watcher()
}
