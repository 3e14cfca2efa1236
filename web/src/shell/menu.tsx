import { IconCalendar, IconLayoutDashboard, IconSunHigh } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { outbox } from '../changes/outbox.ts'
import { known } from '../changes/queries.ts'
import { attempt } from '../changes/toasts.tsx'
import { Icon } from '../design/Icon.tsx'
import { label, say } from '../design/language.ts'
import type { Me, ObjectDeclaration } from '../objects/api.ts'
import { meQuery, useCatalogue, useMe } from '../objects/catalogue.ts'

// A place of the app that has an entry in the menu.
export type Entry = { key: string; href: string; words: string; icon: (size: number) => ReactNode }

// What everybody starts with; the rest is one press away, and switched on by whoever wants it in sight.
const dayOne = ['today', 'contact', 'opportunity', 'message', 'agenda']
const usualOrder = ['company', 'lead', 'task']

export type MenuOfMine = {
  shown: Entry[]
  rest: Entry[]
  show: (key: string) => void
  hide: (key: string) => void
}

export function useMenu(): MenuOfMine {
  const { user } = useMe()
  const entries = useEntries()
  const chosen = user.menu && user.menu.length > 0 ? user.menu : dayOne
  const keep = (menu: string[]) => void attempt(() => keepMenu(menu))
  return {
    shown: chosen.flatMap((key) => entries.find((entry) => entry.key === key) ?? []),
    rest: entries.filter((entry) => !chosen.includes(entry.key)),
    show: (key) => keep([...chosen, key]),
    hide: (key) => keep(chosen.filter((one) => one !== key)),
  }
}

// Every place there is, for whoever may go there.
export function useEntries(): Entry[] {
  const { permissions } = useMe()
  const { objects } = useCatalogue()
  const mayRead = (key: string) => permissions[key]?.read !== undefined && permissions[key].read !== 'none'
  const place = (object: ObjectDeclaration) => [...dayOne, ...usualOrder, object.key].indexOf(object.key)
  const lists = objects
    .filter((object) => object.menu && mayRead(object.key))
    .toSorted((left, right) => place(left) - place(right))
    .map((object): Entry => ({ key: object.key, href: `/${object.path}`, words: label(object.plural), icon: (size) => <Icon name={object.icon} object={object.key} size={size} /> }))
  return [
    { key: 'today', href: '/', words: say('Aujourd’hui', 'Today'), icon: (size) => <IconSunHigh size={size} stroke={1.7} aria-hidden="true" /> },
    ...lists,
    ...(mayRead('task') ? [{ key: 'agenda', href: '/agenda', words: say('Agenda', 'Calendar'), icon: (size: number) => <IconCalendar size={size} stroke={1.7} aria-hidden="true" /> }] : []),
    ...(mayRead('dashboard') ? [{ key: 'dashboards', href: '/dashboards', words: say('Tableaux de bord', 'Dashboards'), icon: (size: number) => <IconLayoutDashboard size={size} stroke={1.7} aria-hidden="true" /> }] : []),
  ]
}

// Seen at once; the server is told behind.
async function keepMenu(menu: string[]) {
  known.setQueryData<Me>(meQuery.queryKey, (me) => me && { ...me, user: { ...me.user, menu } })
  try {
    await outbox.send('PATCH', '/me', { menu })
  } catch (failure) {
    await known.invalidateQueries({ queryKey: meQuery.queryKey })
    throw failure
  }
}

export const isAt = (location: string, href: string) => (href === '/' ? location === '/' : location === href || location.startsWith(`${href}/`))
