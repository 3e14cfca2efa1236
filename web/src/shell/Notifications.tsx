import { ActionIcon, Button, Indicator, Popover } from '@mantine/core'
import { IconBell } from '@tabler/icons-react'
import { useState } from 'react'
import { Link } from 'wouter'
import { problemFrom } from '../changes/client.ts'
import { attempt } from '../changes/toasts.tsx'
import { Icon } from '../design/Icon.tsx'
import { showWhen } from '../design/formats.ts'
import { label, plural, say } from '../design/language.ts'
import { Empty, Loading, Trouble } from '../design/states.tsx'
import { useCatalogue } from '../objects/catalogue.ts'
import classes from './Notifications.module.css'
import { seeUntil, useNotifications, type Notification } from './notifications.ts'

// The bell: what others did that concerns one. Having opened it is having seen it.
export function NotificationBell() {
  const [isOpen, setOpen] = useState(false)
  const { data } = useNotifications()
  const unseen = data?.pages[0]?.unseen ?? 0
  const newest = data?.pages[0]?.notifications[0]?.position
  const words = unseen > 0 ? plural(unseen, { one: 'Notifications, # nouvelle', other: 'Notifications, # nouvelles' }, { one: 'Notifications, # new', other: 'Notifications, # new' }) : say('Notifications', 'Notifications')

  const toggle = (open: boolean) => {
    setOpen(open)
    // Seen when one leaves, so that what is new still stands out while one reads.
    if (!open && unseen > 0 && newest !== undefined) void attempt(() => seeUntil(newest))
  }
  return (
    <Popover opened={isOpen} onChange={toggle} position="bottom-start" withinPortal trapFocus shadow="md" width={380}>
      <Indicator label={unseen > 99 ? '99+' : unseen} size={15} offset={5} disabled={unseen === 0} color="red.8">
        <Popover.Target>
          <ActionIcon variant="subtle" color="gray" aria-label={words} onClick={() => toggle(!isOpen)}>
            <IconBell size={17} stroke={1.7} />
          </ActionIcon>
        </Popover.Target>
      </Indicator>
      <Popover.Dropdown p={0}>
        <NotificationList close={() => toggle(false)} />
      </Popover.Dropdown>
    </Popover>
  )
}

function NotificationList({ close }: { close: () => void }) {
  const { data, error, isPending, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useNotifications()
  const all = data?.pages.flatMap((page) => page.notifications) ?? []
  return (
    <section className={classes.center} aria-label={say('Notifications', 'Notifications')}>
      <h2 className={classes.heading}>{say('Notifications', 'Notifications')}</h2>
      {isPending && <Loading rows={4} />}
      {error && <Trouble problem={problemFrom(error)} retry={() => void refetch()} />}
      {data && all.length === 0 && (
        <Empty icon={<IconBell size={24} />} title={say('Rien de nouveau', 'Nothing new')}>
          {say('Ce que vos collègues vous confient ou écrivent sur vos fiches s’affichera ici.', 'What colleagues entrust to you or write about your records will stand here.')}
        </Empty>
      )}
      <ul className={classes.list}>
        {all.map((one) => (
          <Line key={one.position} notification={one} close={close} />
        ))}
      </ul>
      {hasNextPage && (
        <Button variant="subtle" size="xs" fullWidth loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {say('Voir plus ancien', 'Show older')}
        </Button>
      )}
    </section>
  )
}

function Line({ notification, close }: { notification: Notification; close: () => void }) {
  const { objects } = useCatalogue()
  const object = objects.find((one) => one.key === notification.object)
  if (!object) return null
  return (
    <li>
      <Link href={`/${object.path}/${notification.record}`} className={classes.line} data-new={!notification.seen || undefined} onClick={close}>
        <Icon name={object.icon} object={object.key} size={17} />
        <span className={classes.words}>
          <span>{sentence(notification, label(object.label).toLowerCase())}</span>
          <span className={classes.title}>{notification.title}</span>
        </span>
        <time className={classes.when} dateTime={new Date(notification.at).toISOString()}>
          {showWhen(notification.at)}
        </time>
      </Link>
    </li>
  )
}

function sentence({ kind, author }: Notification, object: string): string {
  const who = author ?? 'Élan'
  const sentences: Record<string, () => string> = {
    assigned: () => say(`${who} vous a confié : ${object}`, `${who} entrusted a ${object} to you`),
    told: () => say(`${who} a écrit sur votre fiche`, `${who} wrote about your record`),
    undelivered: () => say('Votre message n’est pas arrivé', 'Your message did not arrive'),
  }
  return sentences[kind]?.() ?? who
}
