import { PasswordInput } from '@mantine/core'
import { say } from './language.ts'

type Props = { value: string; onChange: (value: string) => void; error?: string | undefined; label?: string; autoFocus?: boolean }

// Length is what makes a password strong: twelve characters, and no other rule.
export function NewPassword({ value, onChange, error, label, autoFocus = false }: Props) {
  const missing = 12 - [...value].length
  return (
    <PasswordInput
      label={label ?? say('Mot de passe', 'Password')}
      description={
        missing > 0
          ? say(`12 caractères au moins${value ? `, encore ${missing}` : ''}. Une phrase convient très bien.`, `At least 12 characters${value ? `, ${missing} to go` : ''}. A sentence does well.`)
          : say('Assez long.', 'Long enough.')
      }
      size="md"
      value={value}
      onChange={(change) => onChange(change.currentTarget.value)}
      error={error}
      autoComplete="new-password"
      autoFocus={autoFocus}
    />
  )
}
