import { Anchor, TextInput } from '@mantine/core'
import { useState } from 'react'
import { Link } from 'wouter'
import { outbox } from '../../changes/outbox.ts'
import { say } from '../../design/language.ts'
import classes from './Door.module.css'
import { DoorForm } from './DoorForm.tsx'

export function Forgotten() {
  const [email, setEmail] = useState('')
  const [isSent, setSent] = useState(false)
  const back = (
    <Anchor component={Link} href="/sign-in" size="sm" ta="center">
      {say('Revenir à la connexion', 'Back to sign-in')}
    </Anchor>
  )
  if (isSent) {
    return (
      <>
        <h1 className={classes.title}>{say('Regardez votre messagerie', 'Check your mail')}</h1>
        {/* The same words whether the account exists or not. */}
        <p className={classes.words} role="status">
          {say(
            'Si cette adresse est connue, un lien pour choisir un nouveau mot de passe vient d’y être envoyé. Il est valable une heure.',
            'If this address is known, a link to choose a new password was just sent to it. It is valid for one hour.',
          )}
        </p>
        {back}
      </>
    )
  }
  return (
    <DoorForm
      title={say('Mot de passe oublié', 'Forgotten password')}
      words={say('Indiquez votre adresse e-mail : vous recevrez un lien.', 'Enter your e-mail: you will receive a link.')}
      submit={say('Recevoir le lien', 'Send the link')}
      send={() => outbox.send('POST', '/password-reset', { email: email.trim() }).then(() => setSent(true))}
      fields={['email']}
      below={back}
    >
      {(complaint) => (
        <TextInput
          label={say('Adresse e-mail', 'E-mail')}
          type="email"
          size="md"
          value={email}
          onChange={(change) => setEmail(change.currentTarget.value)}
          error={complaint('email')}
          autoComplete="username"
          autoFocus
        />
      )}
    </DoorForm>
  )
}
