import { TextInput, type TextInputProps } from '@mantine/core'
import { useState } from 'react'
import type { EditProps } from './fieldType.tsx'

// What every input takes from the form around it.
export function around<V>({ label, ariaLabel, description, error, autoFocus, required }: EditProps<V>) {
  return {
    label,
    description,
    error,
    autoFocus: autoFocus ?? false,
    withAsterisk: required ?? false,
    'data-autofocus': autoFocus || undefined,
    'aria-label': label ? undefined : ariaLabel,
  }
}

type ParsedProps<V> = {
  edit: EditProps<V>
  show: (value: V) => string
  parse: (text: string) => V | undefined
} & Pick<TextInputProps, 'inputMode' | 'placeholder' | 'rightSection' | 'type' | 'autoComplete'>

// Text that means something: what is understood becomes a value, the rest stays as typed for the server to explain.
export function ParsedInput<V>({ edit, show, parse, ...input }: ParsedProps<V>) {
  const [typed, setTyped] = useState<string | null>(null)
  const known = edit.value === null ? '' : typeof edit.value === 'string' ? edit.value : show(edit.value)
  return (
    <TextInput
      {...around(edit)}
      {...input}
      value={typed ?? known}
      onChange={(change) => {
        const text = change.currentTarget.value
        setTyped(text)
        edit.onChange(text.trim() === '' ? null : (parse(text) ?? text))
      }}
      onBlur={() => setTyped(null)}
    />
  )
}

export function PlainInput({ edit, ...input }: { edit: EditProps<string> } & Omit<TextInputProps, 'value' | 'onChange'>) {
  return (
    <TextInput
      {...around(edit)}
      {...input}
      value={edit.value ?? ''}
      onChange={(change) => edit.onChange(change.currentTarget.value === '' ? null : change.currentTarget.value)}
    />
  )
}

// Part of a text, looked for by a filter.
export function TextOperand(edit: EditProps<unknown>) {
  return <PlainInput edit={{ ...edit, value: typeof edit.value === 'string' ? edit.value : null }} />
}
