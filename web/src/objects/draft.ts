import { useState } from 'react'
import type { Fields } from '../changes/outbox.ts'

// What is being typed survives a closed tab; it is forgotten once the server has it.
export function useDraft(key: string, start: Fields) {
  const [fields, setFields] = useState<Fields>(() => ({ ...start, ...stored(key) }))
  const [wasKept] = useState(() => Object.keys(stored(key)).length > 0)

  return {
    fields,
    wasKept,
    set(field: string, value: unknown) {
      const next = { ...fields, [field]: value }
      setFields(next)
      write(key, next)
    },
    forget: () => localStorage.removeItem(storageKey(key)),
    restart() {
      localStorage.removeItem(storageKey(key))
      setFields(start)
    },
  }
}

const storageKey = (key: string) => `elan-draft-${key}`

function stored(key: string): Fields {
  try {
    return JSON.parse(localStorage.getItem(storageKey(key)) ?? '{}') as Fields
  } catch {
    return {}
  }
}

function write(key: string, fields: Fields) {
  try {
    localStorage.setItem(storageKey(key), JSON.stringify(fields))
  } catch {
    // A full or forbidden storage costs the draft, not the form.
  }
}
