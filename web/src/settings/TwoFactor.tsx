import { Button, Group, PasswordInput, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import { outbox } from '../changes/outbox.ts'
import { known } from '../changes/queries.ts'
import { attempt, told } from '../changes/toasts.tsx'
import { say } from '../design/language.ts'
import { meQuery, useMe } from '../objects/catalogue.ts'
import { Section } from './Page.tsx'
import classes from './Settings.module.css'
import { SettingsForm } from './SettingsForm.tsx'

type Offer = { secret: string; uri: string; qr_svg: string }

export function TwoFactor() {
  const { totp } = useMe()
  const [offer, setOffer] = useState<Offer | null>(null)
  const [codes, setCodes] = useState<string[] | null>(null)
  const refresh = () => known.invalidateQueries({ queryKey: meQuery.queryKey })
  return (
    <Section
      title={say('Double authentification', 'Two-step sign-in')}
      words={
        totp
          ? say('Active : un code de votre téléphone est demandé à chaque connexion.', 'On: a code from your phone is asked at each sign-in.')
          : say('Un mot de passe volé ne suffit plus à entrer chez vous.', 'A stolen password is no longer enough to get in.')
      }
    >
      {codes && <RecoveryCodes codes={codes} close={() => setCodes(null)} />}
      {!codes && totp && <TurnOff done={refresh} />}
      {!codes && !totp && !offer && (
        <Group>
          <Button variant="default" onClick={() => void attempt(async () => setOffer(await outbox.send<Offer>('POST', '/me/totp')))}>
            {say('Activer', 'Turn on')}
          </Button>
        </Group>
      )}
      {!codes && offer && (
        <Confirm
          offer={offer}
          confirmed={(recovery) => {
            setCodes(recovery)
            setOffer(null)
            void refresh()
          }}
        />
      )}
    </Section>
  )
}

function Confirm({ offer, confirmed }: { offer: Offer; confirmed: (codes: string[]) => void }) {
  const [code, setCode] = useState('')
  return (
    <Stack>
      <p className={classes.words}>
        {say('Scannez ce dessin avec votre application d’authentification, puis recopiez le code affiché.', 'Scan this with your authenticator, then type the code it shows.')}
      </p>
      <Group align="flex-start">
        {/* As an image the drawing can neither run a script nor fetch anything. */}
        <img className={classes.qr} src={`data:image/svg+xml,${encodeURIComponent(offer.qr_svg)}`} alt={say('Code à scanner', 'Code to scan')} />
        <Stack maw={320}>
          <span className={classes.words}>{say('Ou saisissez cette clé :', 'Or type this key:')}</span>
          <span className={classes.secret}>{offer.secret.replace(/(.{4})(?=.)/g, '$1 ')}</span>
          <SettingsForm
            fields={['code']}
            submit={say('Confirmer', 'Confirm')}
            send={() => outbox.send<{ recovery_codes: string[] }>('POST', '/me/totp/confirm', { code: code.replace(/\s/g, '') }).then((answer) => confirmed(answer.recovery_codes))}
          >
            {(complaint) => (
              <TextInput
                label={say('Code à six chiffres', 'Six-digit code')}
                value={code}
                onChange={(change) => setCode(change.currentTarget.value)}
                error={complaint('code')}
                inputMode="numeric"
                autoComplete="one-time-code"
              />
            )}
          </SettingsForm>
        </Stack>
      </Group>
    </Stack>
  )
}

function RecoveryCodes({ codes, close }: { codes: string[]; close: () => void }) {
  return (
    <Stack>
      <p className={classes.words} role="status">
        {say(
          'C’est actif. Gardez ces codes de secours hors de cet appareil : chacun sert une fois si votre téléphone est perdu. Ils ne seront plus montrés.',
          'It is on. Keep these recovery codes off this device: each works once if your phone is lost. They will not be shown again.',
        )}
      </p>
      <div className={classes.codes}>
        {codes.map((code) => (
          <span key={code}>{code}</span>
        ))}
      </div>
      <Group>
        <Button variant="default" onClick={() => void navigator.clipboard.writeText(codes.join('\n')).then(() => told(say('Copiés.', 'Copied.')))}>
          {say('Copier', 'Copy')}
        </Button>
        <Button onClick={close}>{say('Je les ai gardés', 'I kept them')}</Button>
      </Group>
    </Stack>
  )
}

function TurnOff({ done }: { done: () => Promise<void> }) {
  const [asking, setAsking] = useState(false)
  const [password, setPassword] = useState('')
  if (!asking) {
    return (
      <Group>
        <Button variant="default" onClick={() => setAsking(true)}>
          {say('Désactiver', 'Turn off')}
        </Button>
      </Group>
    )
  }
  return (
    <SettingsForm fields={['password']} submit={say('Désactiver', 'Turn off')} send={() => outbox.send('DELETE', '/me/totp', { password }).then(done)}>
      {(complaint) => (
        <PasswordInput
          label={say('Votre mot de passe', 'Your password')}
          value={password}
          onChange={(change) => setPassword(change.currentTarget.value)}
          error={complaint('password')}
          autoComplete="current-password"
        />
      )}
    </SettingsForm>
  )
}
