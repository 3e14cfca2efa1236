import { Button, Group, PasswordInput } from '@mantine/core'
import { IconDeviceLaptop, IconDeviceMobile } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { get, problemFrom } from '../changes/client.ts'
import { outbox } from '../changes/outbox.ts'
import { known } from '../changes/queries.ts'
import { attempt, told } from '../changes/toasts.tsx'
import { showWhen } from '../design/formats.ts'
import { say } from '../design/language.ts'
import { OptionPill } from '../design/OptionPill.tsx'
import { Loading, Trouble } from '../design/states.tsx'
import { NewPassword } from '../design/NewPassword.tsx'
import { Page, Section } from './Page.tsx'
import classes from './Settings.module.css'
import { SettingsForm } from './SettingsForm.tsx'
import { TwoFactor } from './TwoFactor.tsx'

export function Security() {
  return (
    <Page title={say('Sécurité', 'Security')}>
      <Section title={say('Mot de passe', 'Password')}>
        <Password />
      </Section>
      <TwoFactor />
      <Section title={say('Appareils connectés', 'Signed-in devices')} words={say('Déconnectez ceux que vous ne reconnaissez pas.', 'Sign out those you do not recognise.')}>
        <Sessions />
      </Section>
    </Page>
  )
}

function Password() {
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  async function change() {
    await outbox.send('POST', '/me/password', { current, new: next })
    setCurrent('')
    setNext('')
    told(say('Mot de passe changé. Vos autres appareils sont déconnectés.', 'Password changed. Your other devices are signed out.'))
  }
  return (
    <SettingsForm fields={['current', 'new', 'password']} send={change} submit={say('Changer le mot de passe', 'Change the password')} disabled={!current || !next}>
      {(complaint) => (
        <>
          <PasswordInput
            label={say('Mot de passe actuel', 'Current password')}
            size="md"
            value={current}
            onChange={(change) => setCurrent(change.currentTarget.value)}
            error={complaint('current')}
            autoComplete="current-password"
          />
          <NewPassword label={say('Nouveau mot de passe', 'New password')} value={next} onChange={setNext} error={complaint('new') ?? complaint('password')} />
        </>
      )}
    </SettingsForm>
  )
}

type SignedIn = { id: string; created_at: number; last_seen_at: number; address: string; agent: string; current: boolean }

function Sessions() {
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['sessions'],
    queryFn: ({ signal }) => get<{ sessions: SignedIn[] }>('/sessions', signal).then((answer) => answer.sessions),
  })
  if (isPending) return <Loading rows={2} />
  if (error) return <Trouble problem={problemFrom(error)} retry={() => void refetch()} />
  const end = (id: string) =>
    attempt(() => outbox.send('DELETE', `/sessions/${id}`)).then(() => known.invalidateQueries({ queryKey: ['sessions'] }))
  return (
    <ul className={classes.list}>
      {data.map((session) => (
        <li key={session.id} className={classes.item}>
          {/Mobile|Android|iPhone/.test(session.agent) ? <IconDeviceMobile size={20} stroke={1.5} /> : <IconDeviceLaptop size={20} stroke={1.5} />}
          <span className={classes.itemWords}>
            <span className={classes.itemTitle}>{agentWords(session.agent)}</span>
            <span className={classes.itemDetail}>
              {session.address} · {say(`vu ${showWhen(session.last_seen_at)}`, `seen ${showWhen(session.last_seen_at)}`)}
            </span>
          </span>
          <Group gap="xs">
            {session.current ? (
              <OptionPill color="green">{say('Cet appareil', 'This device')}</OptionPill>
            ) : (
              <Button variant="default" size="xs" onClick={() => void end(session.id)}>
                {say('Déconnecter', 'Sign out')}
              </Button>
            )}
          </Group>
        </li>
      ))}
    </ul>
  )
}

// "Firefox sur Linux" out of the browser's long self-portrait.
function agentWords(agent: string): string {
  const browser = /Edg\//.test(agent) ? 'Edge' : /Firefox\//.test(agent) ? 'Firefox' : /Chrome\//.test(agent) ? 'Chrome' : /Safari\//.test(agent) ? 'Safari' : agent.split(' ')[0] || say('Appareil inconnu', 'Unknown device')
  const system = /Android/.test(agent) ? 'Android' : /iPhone|iPad/.test(agent) ? 'iOS' : /Windows/.test(agent) ? 'Windows' : /Mac OS/.test(agent) ? 'macOS' : /Linux/.test(agent) ? 'Linux' : ''
  return system ? say(`${browser} sur ${system}`, `${browser} on ${system}`) : browser
}
