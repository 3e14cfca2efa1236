import { UnstyledButton } from '@mantine/core'
import { IconMenu2, IconSearch, IconSunHigh } from '@tabler/icons-react'
import { Link, useLocation } from 'wouter'
import { Icon } from '../design/Icon.tsx'
import { label, say } from '../design/language.ts'
import classes from './BottomBar.module.css'
import { useMenu } from './menu.ts'

const atThumb = ['contact', 'opportunity']

// On a phone: the day, two lists, the search and the rest, within the reach of a thumb.
export function BottomBar({ search, more }: { search: () => void; more: () => void }) {
  const [location] = useLocation()
  const objects = useMenu().filter((object) => atThumb.includes(object.key))
  return (
    <nav className={classes.bar} aria-label={say('Navigation', 'Navigation')}>
      <Link href="/" className={classes.item} aria-current={location === '/' ? 'page' : undefined}>
        <IconSunHigh size={22} stroke={1.6} aria-hidden="true" />
        {say('Aujourd’hui', 'Today')}
      </Link>
      {objects.map((object) => (
        <Link key={object.key} href={`/${object.path}`} className={classes.item} aria-current={location.startsWith(`/${object.path}`) ? 'page' : undefined}>
          <Icon name={object.icon} object={object.key} size={22} />
          {label(object.plural)}
        </Link>
      ))}
      <UnstyledButton className={classes.item} onClick={search}>
        <IconSearch size={22} stroke={1.6} aria-hidden="true" />
        {say('Chercher', 'Search')}
      </UnstyledButton>
      <UnstyledButton className={classes.item} onClick={more}>
        <IconMenu2 size={22} stroke={1.6} aria-hidden="true" />
        {say('Menu', 'Menu')}
      </UnstyledButton>
    </nav>
  )
}
