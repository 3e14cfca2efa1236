import { Button, Checkbox, CopyButton, Group, Modal, Select, Stack, TextInput } from '@mantine/core'
import { IconCopy, IconKey, IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { get, problemFrom } from '../changes/client.ts'
import { outbox } from '../changes/outbox.ts'
import { known } from '../changes/queries.ts'
import { showDate, showWhen, isoDate } from '../design/formats.ts'
import { say } from '../design/language.ts'
import { Empty, Loading, Trouble } from '../design/states.tsx'
import { ActionForm } from '../objects/ActionForm.tsx'
import { Page } from './Page.tsx'
import classes from './Settings.module.css'
import { SettingsForm } from './SettingsForm.tsx'

type Key = { id: string; name: string; scopes: string | string[]; created_at: number; expires_at: number | null; last_used_at: number | null }

const queryKey = ['api-keys']

export function ApiKeys() {
  const [making, setMaking] = useState(false)
  const [made, setMade] = useState<string | null>(null)
  return (
    <Page
      title={say('Clés d’API', 'API keys')}
      words={say('Pour qu’un autre programme lise ou écrive à votre place, avec vos droits au plus.', 'So that another program reads or writes for you, with your rights at most.')}
      action={
        <Button leftSection={<IconPlus size={16} />} onClick={() => setMaking(true)}>
          {say('Créer une clé', 'Create a key')}
        </Button>
      }
    >
      <Keys />
      {making && (
        <NewKey
          close={() => setMaking(false)}
          made={(key) => {
            setMaking(false)
            setMade(key)
            void known.invalidateQueries({ queryKey })
          }}
        />
      )}
      {made && <ShownOnce secret={made} close={() => setMade(null)} />}
    </Page>
  )
}

function Keys() {
  const { data, error, isPending, refetch } = useQuery({
    queryKey,
    queryFn: ({ signal }) => get<Key[] | { keys: Key[] }>('/api-keys', signal).then((answer) => (Array.isArray(answer) ? answer : answer.keys)),
  })
  const [removing, setRemoving] = useState<Key | null>(null)
  if (isPending) return <Loading rows={3} />
  if (error) return <Trouble problem={problemFrom(error)} retry={() => void refetch()} />
  if (data.length === 0) return <Empty icon={<IconKey size={26} />} title={say('Aucune clé', 'No key')} />
  return (
    <>
      <ul className={classes.list}>
        {data.map((key) => (
          <li key={key.id} className={classes.item}>
            <IconKey size={18} stroke={1.6} aria-hidden="true" />
            <span className={classes.itemWords}>
              <span className={classes.itemTitle}>{key.name}</span>
              <span className={classes.itemDetail}>{detail(key)}</span>
            </span>
            <Button variant="default" size="xs" onClick={() => setRemoving(key)}>
              {say('Révoquer', 'Revoke')}
            </Button>
          </li>
        ))}
      </ul>
      {removing && (
        <ActionForm
          title={say(`Révoquer « ${removing.name} »`, `Revoke “${removing.name}”`)}
          question={say('Le programme qui s’en sert n’aura plus accès, tout de suite.', 'The program that uses it loses access at once.')}
          inputs={[]}
          danger
          confirmLabel={say('Révoquer', 'Revoke')}
          run={() => outbox.send('DELETE', `/api-keys/${removing.id}`).then(() => known.invalidateQueries({ queryKey }))}
          close={() => setRemoving(null)}
        />
      )}
    </>
  )
}

function detail(key: Key): string {
  const scopes = (Array.isArray(key.scopes) ? key.scopes : key.scopes.split(',')).map((scope) => scopeWords()[scope] ?? scope).join(', ')
  const until = key.expires_at ? say(`jusqu’au ${showDate(isoDate(new Date(key.expires_at)))}`, `until ${showDate(isoDate(new Date(key.expires_at)))}`) : ''
  const used = key.last_used_at ? say(`utilisée ${showWhen(key.last_used_at)}`, `used ${showWhen(key.last_used_at)}`) : say('jamais utilisée', 'never used')
  return [scopes, until, used].filter(Boolean).join(' · ')
}

const scopeWords = (): Record<string, string> => ({
  read: say('lire', 'read'), write: say('écrire', 'write'), import: say('importer', 'import'), export: say('exporter', 'export'), admin: say('administrer', 'administer'),
})

function NewKey({ close, made }: { close: () => void; made: (key: string) => void }) {
  const [name, setName] = useState('')
  const [scopes, setScopes] = useState(['read'])
  const [days, setDays] = useState('90')
  const send = async () => {
    const expires_at = Date.now() + Number(days) * 86_400_000
    made((await outbox.send<{ id: string; key: string }>('POST', '/api-keys', { name, scopes, expires_at })).key)
  }
  return (
    <Modal opened onClose={close} title={say('Créer une clé', 'Create a key')}>
      <SettingsForm fields={['name', 'scopes', 'expires_at']} send={send} submit={say('Créer', 'Create')}>
        {(complaint) => (
          <>
            <TextInput
              label={say('Nom', 'Name')}
              description={say('Le programme qui s’en servira.', 'The program that will use it.')}
              value={name}
              onChange={(change) => setName(change.currentTarget.value)}
              error={complaint('name')}
              data-autofocus
            />
            <Checkbox.Group label={say('Ce qu’elle permet', 'What it allows')} value={scopes} onChange={setScopes} error={complaint('scopes')}>
              <Group mt={6}>
                {Object.entries(scopeWords()).map(([scope, words]) => (
                  <Checkbox key={scope} value={scope} label={words} />
                ))}
              </Group>
            </Checkbox.Group>
            <Select
              label={say('Durée', 'Lifetime')}
              data={[
                { value: '30', label: say('30 jours', '30 days') },
                { value: '90', label: say('90 jours', '90 days') },
                { value: '365', label: say('Un an', 'One year') },
              ]}
              value={days}
              allowDeselect={false}
              onChange={(value) => value && setDays(value)}
              error={complaint('expires_at')}
            />
          </>
        )}
      </SettingsForm>
    </Modal>
  )
}

function ShownOnce({ secret, close }: { secret: string; close: () => void }) {
  return (
    <Modal opened onClose={close} title={say('Votre nouvelle clé', 'Your new key')} closeOnClickOutside={false}>
      <Stack>
        <p className={classes.words}>{say('Copiez-la maintenant : elle ne sera plus jamais montrée.', 'Copy it now: it will never be shown again.')}</p>
        <span className={classes.secret}>{secret}</span>
        <Group justify="flex-end">
          <CopyButton value={secret}>
            {({ copied, copy }) => (
              <Button variant="default" leftSection={<IconCopy size={16} />} onClick={copy}>
                {copied ? say('Copiée', 'Copied') : say('Copier', 'Copy')}
              </Button>
            )}
          </CopyButton>
          <Button onClick={close}>{say('Je l’ai gardée', 'I kept it')}</Button>
        </Group>
      </Stack>
    </Modal>
  )
}
