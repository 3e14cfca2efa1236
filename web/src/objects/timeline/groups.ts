import { locale, say } from '../../design/language.ts'
import type { Entry } from './timeline.ts'

export type EntryGroup = { name: string; entries: Entry[] }

// Under which heading each entry stands: what is to come (the next first), today, yesterday, then month by month.
export function grouped(entries: Entry[], now: number): EntryGroup[] {
  const groups = new Map<string, Entry[]>()
  for (const entry of entries) {
    const name = headingOf(entry.at, now)
    groups.set(name, [...(groups.get(name) ?? []), entry])
  }
  const coming = headingOf(Number.MAX_SAFE_INTEGER, now)
  return [...groups].map(([name, inside]) => ({ name, entries: name === coming ? inside.toReversed() : inside }))
}

function headingOf(at: number, now: number): string {
  if (at > now) return say('À venir', 'To come')
  const midnight = new Date(now).setHours(0, 0, 0, 0)
  if (at >= midnight) return say('Aujourd’hui', 'Today')
  if (at >= midnight - 86_400_000) return say('Hier', 'Yesterday')
  const month = new Intl.DateTimeFormat(locale(), { month: 'long', year: 'numeric' }).format(new Date(at))
  return month.charAt(0).toUpperCase() + month.slice(1)
}
