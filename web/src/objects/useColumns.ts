import { useLocalStorage } from '@mantine/hooks'
import { useMemo } from 'react'
import type { Field, ObjectDeclaration } from './api.ts'
import { systemFields, useFields } from './catalogue.ts'
import { typeOf } from './fieldTypes.ts'
import { titleKeys } from './titles.ts'

// Which columns a person wants to see is a taste of theirs, kept in their browser.
export function useColumns(object: ObjectDeclaration) {
  const fields = useFields(object)
  const [keys, setKeys] = useLocalStorage<string[] | null>({
    key: `elan-columns-${object.key}`,
    defaultValue: null,
    getInitialValueInEffect: false,
  })
  const available = useMemo(
    () => [...fields.filter((field) => !titleKeys(object).includes(field.key)), ...systemFields],
    // The fields change only with the catalogue.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [object, fields.length],
  )
  const shown = useMemo(() => {
    const wanted = keys ?? usual(available)
    return wanted.map((key) => available.find((field) => field.key === key)).filter((field): field is Field => !!field)
  }, [keys, available])
  return {
    available,
    shown,
    toggle: (key: string) => {
      const now = shown.map((field) => field.key)
      setKeys(now.includes(key) ? now.filter((one) => one !== key) : [...now, key])
    },
    reset: () => setKeys(null),
  }
}

const usual = (available: Field[]) =>
  available.filter((field) => !typeOf(field).wide && !systemFields.includes(field)).slice(0, 7).map((field) => field.key)
