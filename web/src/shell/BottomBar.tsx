import { UnstyledButton } from '@mantine/core'
import { IconMenu2, IconSearch } from '@tabler/icons-react'
import { Link, useLocation } from 'wouter'
import { say } from '../design/language.ts'
import classes from './BottomBar.module.css'
import { isAt, useMenu } from './menu.tsx'

const atThumb = 3

// On a phone: the first places of one's menu, the search and the rest, within the reach of a thumb.
export function BottomBar({ search, more }: { search: () => void; more: () => void }) {
  const [location] = useLocation()
  const { shown } = useMenu()
  return (
    <nav className={classes.bar} aria-label={say('Navigation', 'Navigation')}>
      {shown.slice(0, atThumb).map((entry) => (
        <Link key={entry.key} href={entry.href} className={classes.item} aria-current={isAt(location, entry.href) ? 'page' : undefined}>
          {entry.icon(22)}
          {entry.words}
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
