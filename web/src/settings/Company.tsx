import { Select, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { get, problemFrom } from '../changes/client.ts'
import { outbox } from '../changes/outbox.ts'
import { known } from '../changes/queries.ts'
import { told } from '../changes/toasts.tsx'
import { say } from '../design/language.ts'
import { Loading, Trouble } from '../design/states.tsx'
import { meQuery } from '../objects/catalogue.ts'
import { Page } from './Page.tsx'
import { SettingsForm } from './SettingsForm.tsx'

type CompanySettings = { name: string; public_address: string | null; time_zone: string; language: string }

const queryKey = ['settings', 'company']

export function Company() {
  const { data, error, isPending, refetch } = useQuery({
    queryKey,
    queryFn: ({ signal }) => get<CompanySettings>('/settings/company', signal),
  })
  return (
    <Page title={say('Entreprise', 'Company')} words={say('Ce qui vaut pour tout le monde.', 'What holds for everyone.')}>
      {isPending ? <Loading rows={5} /> : error ? <Trouble problem={problemFrom(error)} retry={() => void refetch()} /> : <CompanyForm stored={data} />}
    </Page>
  )
}

function CompanyForm({ stored }: { stored: CompanySettings }) {
  const [company, setCompany] = useState(stored)
  const set = (part: Partial<CompanySettings>) => setCompany((before) => ({ ...before, ...part }))

  async function save() {
    await outbox.send('PATCH', '/settings/company', company)
    await Promise.all([known.invalidateQueries({ queryKey }), known.invalidateQueries({ queryKey: meQuery.queryKey })])
    told(say('Enregistré.', 'Saved.'))
  }

  return (
    <SettingsForm fields={['name', 'public_address', 'time_zone', 'language']} send={save}>
      {(complaint) => (
        <>
          <TextInput
            label={say('Nom de l’entreprise', 'Company name')}
            value={company.name}
            onChange={(change) => set({ name: change.currentTarget.value })}
            error={complaint('name')}
            autoComplete="organization"
            required
          />
          <TextInput
            label={say('Adresse publique', 'Public address')}
            description={say(
              'Celle que vos collègues ouvrent. Les liens des e-mails y mènent : invitations, mots de passe oubliés.',
              'The one your colleagues open. Links in e-mails lead there: invitations, forgotten passwords.',
            )}
            placeholder={window.location.origin}
            type="url"
            inputMode="url"
            value={company.public_address ?? ''}
            onChange={(change) => set({ public_address: change.currentTarget.value || null })}
            error={complaint('public_address')}
          />
          <Select
            label={say('Fuseau horaire', 'Time zone')}
            description={say('Des comptes que vous ouvrez. Chacun peut changer le sien dans son profil.', 'Of accounts you open. Everyone may change theirs in their profile.')}
            data={Intl.supportedValuesOf('timeZone')}
            value={company.time_zone}
            searchable
            limit={40}
            allowDeselect={false}
            onChange={(value) => value && set({ time_zone: value })}
            error={complaint('time_zone')}
          />
          <Select
            label={say('Langue', 'Language')}
            description={say('Des comptes que vous ouvrez. Chacun peut changer la sienne dans son profil.', 'Of accounts you open. Everyone may change theirs in their profile.')}
            data={[
              { value: 'fr', label: 'Français' },
              { value: 'en', label: 'English' },
            ]}
            value={company.language}
            allowDeselect={false}
            onChange={(value) => value && set({ language: value })}
            error={complaint('language')}
          />
        </>
      )}
    </SettingsForm>
  )
}
