import { ActionIcon, Popover, Tooltip, UnstyledButton } from '@mantine/core'
import { useLocalStorage } from '@mantine/hooks'
import { IconChevronsLeft, IconChevronsRight, IconDots, IconPin, IconPinnedOff, IconSearch, IconSettings, IconUpload } from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'
import { Link, useLocation } from 'wouter'
import { say } from '../design/language.ts'
import { Logo } from '../design/Logo.tsx'
import { useMayImport, useMe } from '../objects/catalogue.ts'
import { isAt, useMenu, type MenuOfMine } from './menu.tsx'
import classes from './Navigation.module.css'
import { NotificationBell } from './Notifications.tsx'
import { Person } from './Person.tsx'

type Props = { search: () => void; help: () => void; inDrawer?: boolean }

export function Navigation({ search, help, inDrawer = false }: Props) {
  const [stored, setNarrow] = useLocalStorage({ key: 'elan-narrow', defaultValue: false, getInitialValueInEffect: false })
  const isNarrow = stored && !inDrawer
  const { company } = useMe()
  const menu = useMenu()
  const mayImport = useMayImport()
  return (
    <div className={classes.navigation} data-narrow={isNarrow || undefined} data-drawer={inDrawer || undefined}>
      {!inDrawer && (
        <div className={classes.top}>
          <Logo size={26} />
          {!isNarrow && <span className={classes.company}>{company.name}</span>}
          <NotificationBell />
          <ActionIcon
            variant="subtle"
            color="gray"
            onClick={() => setNarrow(!isNarrow)}
            aria-label={isNarrow ? say('Déplier le menu', 'Expand the menu') : say('Replier le menu', 'Collapse the menu')}
          >
            {isNarrow ? <IconChevronsRight size={16} /> : <IconChevronsLeft size={16} />}
          </ActionIcon>
        </div>
      )}
      <UnstyledButton className={classes.search} onClick={search} aria-label={say('Rechercher', 'Search')}>
        <IconSearch size={16} aria-hidden="true" />
        {!isNarrow && (
          <>
            <span className={classes.words}>{say('Rechercher', 'Search')}</span>
            <kbd className={classes.key}>Ctrl K</kbd>
          </>
        )}
      </UnstyledButton>
      <div className={classes.links}>
        <Places menu={menu} isNarrow={isNarrow} isWhole={inDrawer} />
      </div>
      <div className={classes.foot}>
        {mayImport && <Item href="/import" icon={<IconUpload size={18} stroke={1.7} />} words={say('Imports', 'Imports')} isNarrow={isNarrow} />}
        <Item href="/settings" icon={<IconSettings size={18} stroke={1.7} />} words={say('Réglages', 'Settings')} isNarrow={isNarrow} />
        <Person isNarrow={isNarrow} help={help} />
      </div>
    </div>
  )
}

// One's own entries, then the place one is at when it has none, then the way to the others.
function Places({ menu, isNarrow, isWhole }: { menu: MenuOfMine; isNarrow: boolean; isWhole: boolean }) {
  const [location] = useLocation()
  const visited = menu.rest.filter((entry) => isAt(location, entry.href))
  const listed = isWhole ? [...menu.shown, ...menu.rest] : [...menu.shown, ...visited]
  return (
    <>
      {listed.map((entry) => (
        <Item key={entry.key} href={entry.href} icon={entry.icon(18)} words={entry.words} isNarrow={isNarrow} />
      ))}
      {!isWhole && <More menu={menu} isNarrow={isNarrow} />}
    </>
  )
}

function More({ menu, isNarrow }: { menu: MenuOfMine; isNarrow: boolean }) {
  const [isOpen, setOpen] = useState(false)
  const words = say('Plus', 'More')
  return (
    <Popover opened={isOpen} onChange={setOpen} position="right-start" withinPortal trapFocus shadow="md" width={280}>
      <Popover.Target>
        <UnstyledButton className={classes.link} onClick={() => setOpen(!isOpen)} aria-label={words} aria-expanded={isOpen}>
          <IconDots size={18} stroke={1.7} aria-hidden="true" />
          {!isNarrow && <span className={classes.words}>{words}</span>}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown p={8}>
        <ul className={classes.more}>
          {menu.rest.map((entry) => (
            <li key={entry.key} className={classes.moreItem}>
              <Link href={entry.href} className={classes.link} onClick={() => setOpen(false)}>
                {entry.icon(18)}
                <span className={classes.words}>{entry.words}</span>
              </Link>
              <Pin words={say(`Garder ${entry.words} dans le menu`, `Keep ${entry.words} in the menu`)} press={() => menu.show(entry.key)} icon={<IconPin size={16} />} />
            </li>
          ))}
        </ul>
        <div className={classes.moreHead}>{say('Dans votre menu', 'In your menu')}</div>
        <ul className={classes.more}>
          {menu.shown
            .filter((entry) => entry.key !== 'today')
            .map((entry) => (
              <li key={entry.key} className={classes.moreItem}>
                <span className={classes.kept}>
                  {entry.icon(18)}
                  <span className={classes.words}>{entry.words}</span>
                </span>
                <Pin words={say(`Retirer ${entry.words} du menu`, `Take ${entry.words} off the menu`)} press={() => menu.hide(entry.key)} icon={<IconPinnedOff size={16} />} />
              </li>
            ))}
        </ul>
      </Popover.Dropdown>
    </Popover>
  )
}

const Pin = ({ words, press, icon }: { words: string; press: () => void; icon: ReactNode }) => (
  <Tooltip label={words}>
    <ActionIcon variant="subtle" color="gray" aria-label={words} onClick={press}>
      {icon}
    </ActionIcon>
  </Tooltip>
)

type ItemProps = { href: string; icon: ReactNode; words: string; isNarrow: boolean }

function Item({ href, icon, words, isNarrow }: ItemProps) {
  const [location] = useLocation()
  const link = (
    <Link href={href} className={classes.link} aria-current={isAt(location, href) ? 'page' : undefined} aria-label={words}>
      {icon}
      {!isNarrow && <span className={classes.words}>{words}</span>}
    </Link>
  )
  return isNarrow ? (
    <Tooltip label={words} position="right">
      {link}
    </Tooltip>
  ) : (
    link
  )
}
