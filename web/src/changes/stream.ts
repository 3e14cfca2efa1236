import { root } from './client.ts'
import { forgetRecords, known } from './queries.ts'

type Presence = { record: string; people: { id: string; name: string }[] }

const presenceWatchers = new Set<(presence: Presence) => void>()

// Who looks at which record, as others come and go.
export function watchPresence(watcher: (presence: Presence) => void): () => void {
  presenceWatchers.add(watcher)
  return () => void presenceWatchers.delete(watcher)
}

type Told = { kind: 'change' | 'presence'; text: string }

// Follows the live stream: what someone else changes appears here without a reload. Changes come in bursts (an import),
// so what they touch is gathered for a moment and refreshed once.
export function followChanges(): () => void {
  const touched = new Set<string>()
  let gathering: ReturnType<typeof setTimeout> | undefined

  function take({ kind, text }: Told) {
    if (kind === 'presence') {
      const presence = JSON.parse(text) as Presence
      return presenceWatchers.forEach((watcher) => watcher(presence))
    }
    touched.add((JSON.parse(text) as { object: string }).object)
    gathering ??= setTimeout(() => {
      gathering = undefined
      for (const object of touched) void forgetRecords(object)
      void known.invalidateQueries({ queryKey: ['notifications'] })
      touched.clear()
    }, 400)
  }

  const tabs = new BroadcastChannel('elan-stream')
  tabs.onmessage = ({ data }) => take(data as Told)
  const stopLeading = asLeader(() =>
    openStream((told) => {
      take(told)
      tabs.postMessage(told)
    }),
  )
  return () => {
    clearTimeout(gathering)
    stopLeading()
    tabs.close()
  }
}

function openStream(take: (told: Told) => void): () => void {
  const stream = new EventSource(`${root}/stream`)
  for (const kind of ['change', 'presence'] as const) stream.addEventListener(kind, (message) => take({ kind, text: String(message.data) }))
  return () => stream.close()
}

// One tab follows for all: a browser opens six connections to a server at most, and each stream keeps one for as long
// as it lasts, so that a seventh tab would wait for ever. Without locks (plain http) each tab follows for itself. A page
// that is put aside lets go, since the browser may keep it for the way back.
function asLeader(follow: () => () => void): () => void {
  let stop: (() => void) | undefined
  function begin() {
    const given = new AbortController()
    let letGo: (() => void) | undefined
    const lead = () =>
      new Promise<void>((release) => {
        const close = follow()
        letGo = () => {
          close()
          release()
        }
      })
    if (navigator.locks) void navigator.locks.request('elan-stream', { signal: given.signal }, lead).catch(() => undefined)
    else void lead()
    stop = () => {
      given.abort()
      letGo?.()
    }
  }
  const aside = () => stop?.()
  const back = (shown: PageTransitionEvent) => shown.persisted && begin()
  window.addEventListener('pagehide', aside)
  window.addEventListener('pageshow', back)
  begin()
  return () => {
    window.removeEventListener('pagehide', aside)
    window.removeEventListener('pageshow', back)
    stop?.()
  }
}
