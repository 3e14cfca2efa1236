import { useEffect, useId, useSyncExternalStore } from 'react'

// What the screen in front can do right now, offered by the palette as well as by its buttons.
export type Command = { key: string; words: string; icon: string | undefined; run: () => void }

export type CommandGroup = { about: string; commands: Command[] }

const groups = new Map<string, CommandGroup>()
const watchers = new Set<() => void>()
let offered: CommandGroup[] = []

function publish() {
  offered = [...groups.values()].filter((group) => group.commands.length > 0)
  for (const watcher of watchers) watcher()
}

// Offered for as long as the component stands.
export function useOffer(group: CommandGroup) {
  const id = useId()
  useEffect(() => {
    groups.set(id, group)
    publish()
  })
  useEffect(
    () => () => {
      groups.delete(id)
      publish()
    },
    [id],
  )
}

export const useOffered = (): CommandGroup[] =>
  useSyncExternalStore(
    (watcher) => (watchers.add(watcher), () => void watchers.delete(watcher)),
    () => offered,
  )
