import { root } from './client.ts'
import { forgetRecords, known } from './queries.ts'

type Presence = { record: string; people: { id: string; name: string }[] }

const presenceWatchers = new Set<(presence: Presence) => void>()

// Who looks at which record, as others come and go.
export function watchPresence(watcher: (presence: Presence) => void): () => void {
  presenceWatchers.add(watcher)
  return () => void presenceWatchers.delete(watcher)
}

// Follows the live stream: what someone else changes appears here without a reload. Changes come in bursts (an import),
// so what they touch is gathered for a moment and refreshed once.
export function followChanges(): () => void {
  const stream = new EventSource(`${root}/stream`)
  const touched = new Set<string>()
  let gathering: ReturnType<typeof setTimeout> | undefined

  stream.addEventListener('change', (message) => {
    const change = JSON.parse(String(message.data)) as { object: string }
    touched.add(change.object)
    gathering ??= setTimeout(() => {
      gathering = undefined
      for (const object of touched) void forgetRecords(object)
      void known.invalidateQueries({ queryKey: ['notifications'] })
      touched.clear()
    }, 400)
  })
  stream.addEventListener('presence', (message) => {
    const presence = JSON.parse(String(message.data)) as Presence
    for (const watcher of presenceWatchers) watcher(presence)
  })

  return () => {
    clearTimeout(gathering)
    stream.close()
  }
}
