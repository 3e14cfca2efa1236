import { ActionIcon, Menu, Tooltip, UnstyledButton, useMantineColorScheme } from '@mantine/core'
import { useLocalStorage } from '@mantine/hooks'
import { IconChevronsLeft, IconChevronsRight, IconDeviceDesktop, IconKeyboard, IconLogout, IconMoon, IconSearch, IconSettings, IconSun, IconSunHigh, IconUpload } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { Link, useLocation } from 'wouter'
import { outbox } from '../changes/outbox.ts'
import { known } from '../changes/queries.ts'
import { attempt } from '../changes/toasts.tsx'
import { Icon } from '../design/Icon.tsx'
import { Initials } from '../design/Initials.tsx'
import { label, say } from '../design/language.ts'
import { Logo } from '../design/Logo.tsx'
import { useMayImport, useMe } from '../objects/catalogue.ts'
import { useMenu } from './menu.ts'
import classes from './Navigation.module.css'

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
        <Item href="/" icon={<IconSunHigh size={18} stroke={1.7} />} words={say('Aujourd’hui', 'Today')} isNarrow={isNarrow} />
        {menu.map((object) => (
          <Item
            key={object.key}
            href={`/${object.path}`}
            icon={<Icon name={object.icon} object={object.key} />}
            words={label(object.plural)}
            isNarrow={isNarrow}
          />
        ))}
      </div>
      <div className={classes.foot}>
        {mayImport && <Item href="/import" icon={<IconUpload size={18} stroke={1.7} />} words={say('Imports', 'Imports')} isNarrow={isNarrow} />}
        <Item href="/settings" icon={<IconSettings size={18} stroke={1.7} />} words={say('Réglages', 'Settings')} isNarrow={isNarrow} />
        <Person isNarrow={isNarrow} help={help} />
      </div>
    </div>
  )
}

type ItemProps = { href: string; icon: ReactNode; words: string; isNarrow: boolean }

function Item({ href, icon, words, isNarrow }: ItemProps) {
  const [location] = useLocation()
  const isHere = href === '/' ? location === '/' : location === href || location.startsWith(`${href}/`)
  const link = (
    <Link href={href} className={classes.link} aria-current={isHere ? 'page' : undefined} aria-label={words}>
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

function Person({ isNarrow, help }: { isNarrow: boolean; help: () => void }) {
  const { user } = useMe()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return (
    <Menu position="top-start" withinPortal width={230}>
      <Menu.Target>
        <UnstyledButton className={classes.person} aria-label={`${say('Votre compte', 'Your account')}, ${user.name}`}>
          <Initials name={user.name} size={26} />
          {!isNarrow && <span className={classes.words}>{user.name}</span>}
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{user.email}</Menu.Label>
        <Menu.Item component={Link} href="/settings/profile" leftSection={<IconSettings size={16} />}>
          {say('Mon profil', 'My profile')}
        </Menu.Item>
        <Menu.Item leftSection={<IconKeyboard size={16} />} onClick={help} rightSection={<kbd className={classes.key}>?</kbd>}>
          {say('Raccourcis clavier', 'Keyboard shortcuts')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Label>{say('Apparence', 'Appearance')}</Menu.Label>
        {([
          ['light', say('Claire', 'Light'), <IconSun key="light" size={16} />],
          ['dark', say('Sombre', 'Dark'), <IconMoon key="dark" size={16} />],
          ['auto', say('Comme l’appareil', 'Like the device'), <IconDeviceDesktop key="auto" size={16} />],
        ] as const).map(([scheme, words, icon]) => (
          <Menu.Item key={scheme} leftSection={icon} onClick={() => setColorScheme(scheme)} aria-current={colorScheme === scheme || undefined} className={classes.scheme}>
            {words}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => void attempt(signOut)}>
          {say('Se déconnecter', 'Sign out')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

async function signOut() {
  await outbox.send('DELETE', '/session')
  known.clear()
  window.location.assign('/sign-in')
}
