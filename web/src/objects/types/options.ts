import { label } from '../../design/language.ts'
import type { Field } from '../api.ts'

export const optionOf = (field: Field, key: string) => field.options?.find((option) => option.key === key)

export const optionLabel = (field: Field, key: string) => label(optionOf(field, key)?.label) || key

export const optionItems = (field: Field) =>
  (field.options ?? []).map((option) => ({ value: option.key, label: label(option.label) }))

// Pasted text may be the label or the key, in either language.
export function parseOption(text: string, field: Field): string | undefined {
  const wanted = text.trim().toLowerCase()
  return field.options?.find((option) =>
    [option.key, option.label.fr, option.label.en].some((name) => name?.toLowerCase() === wanted),
  )?.key
}
