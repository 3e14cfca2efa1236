import { Menu, UnstyledButton, useMantineColorScheme } from '@mantine/core'
import { IconDeviceDesktop, IconKeyboard, IconLogout, IconMoon, IconSettings, IconSun } from '@tabler/icons-react'
import { Link } from 'wouter'
import { outbox } from '../changes/outbox.ts'
import { known } from '../changes/queries.ts'
import { attempt } from '../changes/toasts.tsx'
import { Initials } from '../design/Initials.tsx'
import { say } from '../design/language.ts'
import { useMe } from '../objects/catalogue.ts'
import { forgetRecent } from '../objects/recent.ts'
import classes from './Navigation.module.css'

// Whoever is signed in: his profile, the look of his screens, and the way out.
export function Person({ isNarrow, help }: { isNarrow: boolean; help: () => void }) {
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
  forgetRecent()
  window.location.assign('/sign-in')
}
