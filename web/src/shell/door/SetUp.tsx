import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { useSearchParams } from 'wouter'
import { outbox } from '../../changes/outbox.ts'
import { say } from '../../design/language.ts'
import { DoorForm } from './DoorForm.tsx'
import { enter } from './enter.ts'
import { NewPassword } from '../../design/NewPassword.tsx'

// The first minute of a new installation: who you are, and that is all.
export function SetUp() {
  const [params] = useSearchParams()
  const given = params.get('token') ?? ''
  const [answers, setAnswers] = useState({ token: given, company: '', name: '', email: '', password: '' })
  const set = (part: Partial<typeof answers>) => setAnswers((before) => ({ ...before, ...part }))
  return (
    <DoorForm
      title={say('Bienvenue', 'Welcome')}
      words={say('Quatre réponses et votre Élan est prêt.', 'Four answers and your Élan is ready.')}
      submit={say('Commencer', 'Start')}
      send={() => outbox.send('POST', '/setup', answers).then(() => enter('/'))}
      fields={['company', 'name', 'email', 'password', ...(given ? [] : ['token'])]}
    >
      {(complaint) => (
        <>
          {!given && (
            <TextInput
              label={say('Jeton d’installation', 'Set-up token')}
              description={say('Il s’affiche au premier démarrage du serveur.', 'The server prints it at its first start.')}
              value={answers.token}
              onChange={(change) => set({ token: change.currentTarget.value.trim() })}
              error={complaint('token')}
              size="md"
            />
          )}
          <TextInput
            label={say('Votre société', 'Your company')}
            value={answers.company}
            onChange={(change) => set({ company: change.currentTarget.value })}
            error={complaint('company')}
            autoComplete="organization"
            autoFocus
            size="md"
          />
          <TextInput
            label={say('Votre nom', 'Your name')}
            value={answers.name}
            onChange={(change) => set({ name: change.currentTarget.value })}
            error={complaint('name')}
            autoComplete="name"
            size="md"
          />
          <TextInput
            label={say('Votre adresse e-mail', 'Your e-mail')}
            type="email"
            value={answers.email}
            onChange={(change) => set({ email: change.currentTarget.value })}
            error={complaint('email')}
            autoComplete="username"
            size="md"
          />
          <NewPassword value={answers.password} onChange={(password) => set({ password })} error={complaint('password')} />
        </>
      )}
    </DoorForm>
  )
}
