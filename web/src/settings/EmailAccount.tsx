import { Button, Group, NumberInput, PasswordInput, SegmentedControl, Stack, Text, TextInput } from '@mantine/core'
import { IconMailOff, IconSend } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { get, problemFrom } from '../changes/client.ts'
import { outbox } from '../changes/outbox.ts'
import { known } from '../changes/queries.ts'
import { attempt, told } from '../changes/toasts.tsx'
import { showWhen } from '../design/formats.ts'
import { say } from '../design/language.ts'
import { OptionPill } from '../design/OptionPill.tsx'
import { Empty, Loading, Trouble } from '../design/states.tsx'
import { useMe } from '../objects/catalogue.ts'
import { Page, Section } from './Page.tsx'
import classes from './Settings.module.css'
import { SettingsForm } from './SettingsForm.tsx'

type Account = {
  host: string
  port: number
  user: string
  has_password: boolean
  starttls: boolean
  private_addresses: boolean
  from: string
  from_name: string
  last: { id?: string; status?: string; detail?: string; at?: number }
  waiting: number
}

const queryKey = ['settings', 'email']
const moving = (account: Account | undefined) => account?.last.status === 'queued' || account?.last.status === 'sending'

export function EmailAccount() {
  const { data, error, isPending, refetch } = useQuery({
    queryKey,
    queryFn: ({ signal }) => get<Account>('/settings/email', signal),
    refetchInterval: ({ state }) => (moving(state.data) ? 2_000 : false),
  })
  return (
    <Page
      title={say('E-mail', 'E-mail')}
      words={say('Le serveur par lequel Élan envoie invitations, rappels et messages. Votre hébergeur de messagerie vous donne ces réglages.', 'The server through which Élan sends invitations, reminders and messages. Your mail provider gives you these settings.')}
    >
      {isPending ? (
        <Loading rows={6} />
      ) : error ? (
        <Trouble problem={problemFrom(error)} retry={() => void refetch()} />
      ) : (
        <>
          <AccountForm key={data.host} stored={data} />
          <LastMail account={data} />
        </>
      )}
    </Page>
  )
}

type Security = 'starttls' | 'tls' | 'none'

const securityOf = (account: Account): Security => (account.port === 465 ? 'tls' : account.starttls ? 'starttls' : 'none')
const usualPort: Record<Security, number> = { starttls: 587, tls: 465, none: 25 }

function AccountForm({ stored }: { stored: Account }) {
  const [account, setAccount] = useState({ host: stored.host, port: stored.port, user: stored.user, from: stored.from, from_name: stored.from_name })
  const [security, setSecurity] = useState(securityOf(stored))
  const [password, setPassword] = useState('')
  const set = (part: Partial<typeof account>) => setAccount((before) => ({ ...before, ...part }))
  const otherServer = account.host !== stored.host

  async function save() {
    await outbox.send('PATCH', '/settings/email', {
      ...account,
      starttls: security === 'starttls',
      // Nothing leaves in clear for the outside: without encryption the server must stand on this network.
      private_addresses: security === 'none' || stored.private_addresses,
      ...(password ? { password } : {}),
    })
    setPassword('')
    await known.invalidateQueries({ queryKey })
    told(say('Enregistré.', 'Saved.'))
  }

  return (
    <SettingsForm fields={['host', 'port', 'starttls', 'user', 'password', 'from', 'from_name']} send={save}>
      {(complaint) => (
        <>
          <Group align="flex-start" wrap="nowrap">
            <TextInput
              flex={1}
              label={say('Serveur d’envoi (SMTP)', 'Sending server (SMTP)')}
              placeholder="smtp.exemple.fr"
              value={account.host}
              onChange={(change) => set({ host: change.currentTarget.value.trim() })}
              error={complaint('host')}
              autoCapitalize="none"
              spellCheck={false}
            />
            <NumberInput
              w={96}
              label={say('Port', 'Port')}
              value={account.port}
              min={1}
              max={65535}
              hideControls
              allowDecimal={false}
              onChange={(port) => set({ port: Number(port) })}
              error={complaint('port')}
            />
          </Group>
          <Stack gap={4}>
            <Text size="sm" fw={500} id="mail-security">
              {say('Sécurité', 'Security')}
            </Text>
            <SegmentedControl
              aria-labelledby="mail-security"
              value={security}
              onChange={(chosen) => {
                const next = chosen as Security
                setSecurity(next)
                set({ port: usualPort[next] })
              }}
              data={[
                { value: 'starttls', label: 'STARTTLS' },
                { value: 'tls', label: 'TLS' },
                { value: 'none', label: say('Aucune', 'None') },
              ]}
            />
            <Text size="xs" c={complaint('starttls') ? 'red' : 'dimmed'}>
              {complaint('starttls') ??
                (security === 'none'
                  ? say('Seulement pour un serveur de cette machine ou de son réseau.', 'Only for a server on this machine or its network.')
                  : say('L’échange est chiffré et le certificat du serveur vérifié.', 'The exchange is encrypted and the server’s certificate checked.'))}
            </Text>
          </Stack>
          <TextInput
            label={say('Utilisateur', 'User')}
            value={account.user}
            onChange={(change) => set({ user: change.currentTarget.value })}
            error={complaint('user')}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
          />
          <PasswordInput
            label={say('Mot de passe', 'Password')}
            description={
              stored.has_password && !otherServer
                ? say('Un mot de passe est enregistré ; il ne s’affiche jamais. Laissez vide pour le garder.', 'A password is stored and never shown. Leave empty to keep it.')
                : otherServer && stored.has_password
                  ? say('Donnez-le de nouveau : l’ancien n’est jamais dit à un autre serveur.', 'Give it again: the old one is never told to another server.')
                  : undefined
            }
            value={password}
            onChange={(change) => setPassword(change.currentTarget.value)}
            error={complaint('password')}
            autoComplete="new-password"
          />
          <TextInput
            label={say('Adresse de l’expéditeur', 'Sender address')}
            placeholder="contact@exemple.fr"
            type="email"
            value={account.from}
            onChange={(change) => set({ from: change.currentTarget.value })}
            error={complaint('from')}
          />
          <TextInput label={say('Nom de l’expéditeur', 'Sender name')} value={account.from_name} onChange={(change) => set({ from_name: change.currentTarget.value })} error={complaint('from_name')} />
        </>
      )}
    </SettingsForm>
  )
}

function LastMail({ account }: { account: Account }) {
  const { user } = useMe()
  const [sending, setSending] = useState(false)

  async function send() {
    setSending(true)
    await attempt(() => outbox.send('POST', '/settings/email/test', {}))
    await known.invalidateQueries({ queryKey })
    setSending(false)
  }

  if (!account.host) {
    return (
      <Empty icon={<IconMailOff size={26} stroke={1.5} />} title={say('Aucun e-mail ne part', 'No e-mail is sent')}>
        {account.waiting > 0
          ? say(`${account.waiting} en attente : ils partiront une fois le serveur enregistré.`, `${account.waiting} waiting: they leave once the server is saved.`)
          : say('Enregistrez un serveur d’envoi, puis essayez-le.', 'Save a sending server, then try it.')}
      </Empty>
    )
  }
  return (
    <Section title={say('Dernier envoi', 'Last e-mail')}>
      <ul className={classes.list}>
        <li className={classes.item} aria-live="polite">
          <span className={classes.itemWords}>
            <span className={classes.itemTitle}>{account.last.status ? outcome(account.last.status).words : say('Aucun envoi pour l’instant', 'Nothing sent yet')}</span>
            {account.last.at !== undefined && (
              <span className={classes.mailDetail}>
                {showWhen(account.last.at)}
                {account.last.detail && ` · ${account.last.detail}`}
              </span>
            )}
          </span>
          {account.last.status && <OptionPill color={outcome(account.last.status).color}>{outcome(account.last.status).pill}</OptionPill>}
        </li>
      </ul>
      <Group gap="sm">
        <Button variant="default" leftSection={<IconSend size={16} />} loading={sending} onClick={() => void send()}>
          {say('Envoyer un e-mail d’essai', 'Send a test e-mail')}
        </Button>
        <Text size="sm" c="dimmed">
          {say(`À ${user.email}`, `To ${user.email}`)}
        </Text>
      </Group>
    </Section>
  )
}

function outcome(status: string): { words: string; pill: string; color: string } {
  switch (status) {
    case 'delivered':
      return { words: say('Le serveur a accepté le message', 'The server accepted the message'), pill: say('Remis', 'Delivered'), color: 'green' }
    case 'refused':
      return { words: say('Le message a été refusé', 'The message was refused'), pill: say('Refusé', 'Refused'), color: 'red' }
    case 'suppressed':
      return { words: say('Le message a été retenu', 'The message was held back'), pill: say('Non envoyé', 'Suppressed'), color: 'orange' }
    case 'uncertain':
      return { words: say('Impossible de savoir s’il est arrivé', 'Nobody can know whether it arrived'), pill: say('Incertain', 'Uncertain'), color: 'yellow' }
    case 'sending':
      return { words: say('Le serveur reçoit le message', 'The server is taking the message'), pill: say('En cours', 'Sending'), color: 'blue' }
    default:
      return { words: say('Le message attend de partir', 'The message waits to leave'), pill: say('En attente', 'Queued'), color: 'gray' }
  }
}
