import { Select, TextInput, useMantineColorScheme, SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import { outbox } from '../changes/outbox.ts'
import { known } from '../changes/queries.ts'
import { told } from '../changes/toasts.tsx'
import { chooseLocale, locale, say } from '../design/language.ts'
import { meQuery, useMe } from '../objects/catalogue.ts'
import { Page, Section } from './Page.tsx'
import { SettingsForm } from './SettingsForm.tsx'

export function Profile() {
  const { user } = useMe()
  const [mine, setMine] = useState({ name: user.name, locale: user.locale || locale(), time_zone: user.time_zone || 'Europe/Paris' })
  const set = (part: Partial<typeof mine>) => setMine((before) => ({ ...before, ...part }))

  async function save() {
    await outbox.send('PATCH', '/me', mine)
    if (mine.locale !== locale()) {
      // Another language is spoken from the first word on.
      chooseLocale(mine.locale)
      window.location.reload()
    }
    await known.invalidateQueries({ queryKey: meQuery.queryKey })
    told(say('Enregistré.', 'Saved.'))
  }

  return (
    <Page title={say('Profil', 'Profile')} words={user.email}>
      <SettingsForm fields={['name', 'locale', 'time_zone']} send={save}>
        {(complaint) => (
          <>
            <TextInput label={say('Nom', 'Name')} value={mine.name} onChange={(change) => set({ name: change.currentTarget.value })} error={complaint('name')} autoComplete="name" />
            <Select
              label={say('Langue', 'Language')}
              data={[
                { value: 'fr', label: 'Français' },
                { value: 'en', label: 'English' },
              ]}
              value={mine.locale}
              allowDeselect={false}
              onChange={(value) => value && set({ locale: value })}
              error={complaint('locale')}
            />
            <Select
              label={say('Fuseau horaire', 'Time zone')}
              data={Intl.supportedValuesOf('timeZone')}
              value={mine.time_zone}
              searchable
              limit={40}
              allowDeselect={false}
              onChange={(value) => value && set({ time_zone: value })}
              error={complaint('time_zone')}
            />
          </>
        )}
      </SettingsForm>
      <Appearance />
    </Page>
  )
}

function Appearance() {
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return (
    <Section title={say('Apparence', 'Appearance')}>
      <SegmentedControl
        aria-label={say('Apparence', 'Appearance')}
        value={colorScheme}
        onChange={(scheme) => setColorScheme(scheme === 'dark' ? 'dark' : scheme === 'light' ? 'light' : 'auto')}
        data={[
          { value: 'light', label: say('Claire', 'Light') },
          { value: 'dark', label: say('Sombre', 'Dark') },
          { value: 'auto', label: say('Comme l’appareil', 'Like the device') },
        ]}
      />
    </Section>
  )
}
