import { Anchor, PasswordInput, TextInput } from '@mantine/core'
import { useState } from 'react'
import { Link } from 'wouter'
import { Problem } from '../../changes/client.ts'
import { outbox } from '../../changes/outbox.ts'
import { say } from '../../design/language.ts'
import { DoorForm } from './DoorForm.tsx'
import { enter } from './enter.ts'

export function SignIn({ wanted }: { wanted: string }) {
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [asksCode, setAsksCode] = useState(false)
  const [code, setCode] = useState('')

  async function send() {
    try {
      await outbox.send('POST', '/session', { email: email.trim(), password, ...(asksCode ? { code: code.replace(/\s/g, '') } : {}) })
      enter(wanted)
    } catch (failure) {
      if (!(failure instanceof Problem)) throw failure
      if (failure.code === 'totp_required' && !asksCode) return setAsksCode(true)
      throw failure.code === 'slow_down' && failure.retryAfter ? waiting(failure, failure.retryAfter) : failure
    }
  }

  if (asksCode) {
    return (
      <DoorForm
        key="code"
        title={say('Encore une vérification', 'One more check')}
        words={say(
          'Saisissez le code à six chiffres de votre application, ou l’un de vos codes de secours.',
          'Enter the six-digit code of your application, or one of your recovery codes.',
        )}
        submit={say('Vérifier', 'Check')}
        send={send}
        fields={['code']}
      >
        {(complaint) => (
          <TextInput
            label={say('Code', 'Code')}
            value={code}
            onChange={(change) => setCode(change.currentTarget.value)}
            error={complaint('code')}
            autoComplete="one-time-code"
            autoFocus
            size="md"
          />
        )}
      </DoorForm>
    )
  }

  return (
    <DoorForm
      title={say('Bonjour', 'Hello')}
      words={say('Connectez-vous pour retrouver vos clients.', 'Sign in to find your customers again.')}
      submit={say('Se connecter', 'Sign in')}
      send={send}
      fields={['email', 'password']}
      below={
        <Anchor component={Link} href="/forgotten" size="sm" ta="center">
          {say('Mot de passe oublié ?', 'Forgotten password?')}
        </Anchor>
      }
    >
      {(complaint) => (
        <>
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
          <PasswordInput
            label={say('Mot de passe', 'Password')}
            size="md"
            value={password}
            onChange={(change) => setPassword(change.currentTarget.value)}
            error={complaint('password')}
            autoComplete="current-password"
          />
        </>
      )}
    </DoorForm>
  )
}

function waiting(problem: Problem, seconds: number): Problem {
  const words = say(` Réessayez dans ${seconds} s.`, ` Try again in ${seconds} s.`)
  return new Problem(problem.status, problem.code, problem.message + words)
}
