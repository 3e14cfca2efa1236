// What is known of the way to the server: whether there is a network, and what is on its way.

export type ConnectionState = 'well' | 'saving' | 'waiting' | 'offline'

// A save that is over sooner is not worth a word.
const worthTellingMs = 700

let underway = 0
let silent = 0
let isSlow = false
let slow: ReturnType<typeof setTimeout> | undefined
const watchers = new Set<() => void>()

const tell = () => watchers.forEach((watcher) => watcher())

export const connection = {
  state(): ConnectionState {
    if (!navigator.onLine) return 'offline'
    if (silent > 0) return 'waiting'
    return isSlow ? 'saving' : 'well'
  },
  watch(watcher: () => void) {
    watchers.add(watcher)
    window.addEventListener('online', watcher)
    window.addEventListener('offline', watcher)
    return () => {
      watchers.delete(watcher)
      window.removeEventListener('online', watcher)
      window.removeEventListener('offline', watcher)
    }
  },
  // A write leaves; what is answered tells that it arrived, or that it is over.
  leaves() {
    underway += 1
    slow ??= setTimeout(() => {
      isSlow = true
      tell()
    }, worthTellingMs)
    let wasSilent = false
    return {
      isSilent() {
        if (!wasSilent) silent += 1
        wasSilent = true
        tell()
      },
      ends() {
        underway -= 1
        if (wasSilent) silent -= 1
        if (underway === 0) {
          clearTimeout(slow)
          slow = undefined
          isSlow = false
        }
        tell()
      },
    }
  },
}
