import { useState } from 'react'
import { useSearchParams } from 'wouter'
import { outbox } from '../../changes/outbox.ts'
import { say } from '../../design/language.ts'
import { DoorForm } from './DoorForm.tsx'
import { NewPassword } from '../../design/NewPassword.tsx'

export function ResetPassword({ token }: { token: string | undefined }) {
  const [params] = useSearchParams()
  const [password, setPassword] = useState('')
  return (
    <DoorForm
      title={say('Nouveau mot de passe', 'New password')}
      words={say('Vos autres appareils seront déconnectés.', 'Your other devices will be signed out.')}
      submit={say('Enregistrer', 'Save')}
      send={() =>
        outbox
          .send('POST', '/password-reset/confirm', { token: token ?? params.get('token') ?? '', password })
          .then(() => window.location.assign('/sign-in'))
      }
      fields={['password']}
    >
      {(complaint) => <NewPassword value={password} onChange={setPassword} error={complaint('password')} autoFocus />}
    </DoorForm>
  )
}
