import { readStored, writeStored } from '../design/stored.ts'

// The records last opened on this device, newest first; forgotten when one signs out.
export type Recent = { object: string; id: string; title: string }

const key = 'elan-recent'
const most = 8

export const recentRecords = (): Recent[] => readStored<Recent[]>(key) ?? []

export function noteRecent(opened: Recent) {
  const others = recentRecords().filter((one) => one.id !== opened.id)
  writeStored(key, [opened, ...others].slice(0, most))
}

export const forgetRecent = () => writeStored(key, [])
