import { Fieldset, Input, TextInput } from '@mantine/core'
import { say } from '../../design/language.ts'
import { defineFieldType, type EditProps } from '../fieldType.tsx'
import { TextOperand } from '../inputs.tsx'
import { textOperators } from '../operators.ts'
import classes from './types.module.css'

type Address = {
  street?: string | null
  postal_code?: string | null
  city?: string | null
  country?: string | null
  latitude?: number | null
  longitude?: number | null
}

const lines = (address: Address) =>
  [address.street, [address.postal_code, address.city].filter(Boolean).join(' '), abroad(address.country)].filter(
    (line): line is string => !!line,
  )

const abroad = (country: string | null | undefined) => (!country || /^(fr|france)$/i.test(country) ? null : country)

export const address = defineFieldType<Address>({
  name: 'address',
  read: (value) => (typeof value === 'object' && value !== null && lines(value).length > 0 ? value : null),
  Show: ({ value, dense }) =>
    dense ? (
      <>{[value.postal_code, value.city].filter(Boolean).join(' ') || value.street}</>
    ) : (
      <span className={classes.lines}>{lines(value).join('\n')}</span>
    ),
  Edit: AddressEdit,
  Operand: TextOperand,
  filters: textOperators,
  parse: (typed) => {
    const found = /^(.*?)[,\n]?\s*(\d{5})\s+(.+)$/s.exec(typed.trim())
    return found ? { street: found[1]?.trim() ?? '', postal_code: found[2] ?? '', city: found[3]?.trim() ?? '', country: 'FR' } : { street: typed.trim() }
  },
  say: (value) => lines(value).join(', '),
  wide: true,
  parts: [
    { key: 'street', label: { fr: 'Rue', en: 'Street' } },
    { key: 'postal_code', label: { fr: 'Code postal', en: 'Postcode' } },
    { key: 'city', label: { fr: 'Ville', en: 'City' } },
    { key: 'country', label: { fr: 'Pays', en: 'Country' } },
  ],
  width: 190,
})

function AddressEdit({ value, onChange, label, ariaLabel, error, description, autoFocus }: EditProps<Address>) {
  const set = (part: Partial<Address>) => {
    const next: Address = { ...value, ...part, latitude: null, longitude: null }
    onChange(lines(next).length > 0 ? next : null)
  }
  return (
    <Fieldset legend={label ?? ariaLabel} variant="unstyled" className={classes.address}>
      {description && <Input.Description>{description}</Input.Description>}
      <TextInput
        className={classes.wide}
        placeholder={say('Numéro et rue', 'Street')}
        aria-label={say('Numéro et rue', 'Street')}
        value={value?.street ?? ''}
        onChange={(change) => set({ street: change.currentTarget.value })}
        autoComplete="off"
        autoFocus={autoFocus ?? false}
      />
      <TextInput
        placeholder={say('Code postal', 'Postcode')}
        aria-label={say('Code postal', 'Postcode')}
        value={value?.postal_code ?? ''}
        onChange={(change) => set({ postal_code: change.currentTarget.value })}
        inputMode="numeric"
        autoComplete="off"
      />
      <TextInput
        placeholder={say('Ville', 'City')}
        aria-label={say('Ville', 'City')}
        value={value?.city ?? ''}
        onChange={(change) => set({ city: change.currentTarget.value })}
        autoComplete="off"
      />
      {error && <Input.Error className={classes.wide}>{error}</Input.Error>}
    </Fieldset>
  )
}
