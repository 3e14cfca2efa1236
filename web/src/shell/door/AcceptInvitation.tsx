import { useState } from 'react'
import { useSearchParams } from 'wouter'
import { outbox } from '../../changes/outbox.ts'
import { say } from '../../design/language.ts'
import { DoorForm } from './DoorForm.tsx'
import { enter } from './enter.ts'
import { NewPassword } from '../../design/NewPassword.tsx'

export function AcceptInvitation({ token }: { token: string | undefined }) {
  const [params] = useSearchParams()
  const [password, setPassword] = useState('')
  return (
    <DoorForm
      title={say('Vous êtes attendu', 'You are expected')}
      words={say('Choisissez votre mot de passe pour rejoindre l’équipe.', 'Choose your password to join the team.')}
      submit={say('Rejoindre', 'Join')}
      send={() =>
        outbox.send('POST', '/invitation/accept', { token: token ?? params.get('token') ?? '', password }).then(() => enter('/'))
      }
      fields={['password']}
    >
      {(complaint) => <NewPassword value={password} onChange={setPassword} error={complaint('password')} autoFocus />}
    </DoorForm>
  )
}
