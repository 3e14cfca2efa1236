import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Complaint } from '../changes/client.ts'
import { outbox, type Fields } from '../changes/outbox.ts'
import type { Field, ObjectDeclaration } from './api.ts'
import { typeOf } from './fieldTypes.ts'
import { target } from './writes.ts'

const pauseMs = 350

// The server's complaints while one types: a wrong SIRET is told at once, not when everything else is filled in. A field
// is spoken of only after it was left once, so that nobody is interrupted in the middle of a number.
export function useCheck(object: ObjectDeclaration, fields: Field[], values: Fields): { complaints: Complaint[]; leave: (field: string | undefined) => void } {
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const typed = Object.fromEntries(
    fields.filter((field) => left.has(field.key) && !typeOf(field).isEmpty(values[field.key])).map((field) => [field.key, values[field.key]]),
  )
  const [asked] = useDebouncedValue(JSON.stringify(typed), pauseMs)
  const { data } = useQuery({
    queryKey: ['check', object.key, asked],
    queryFn: () => outbox.check(target(object), JSON.parse(asked) as Fields),
    enabled: asked !== '{}',
    staleTime: Infinity,
    retry: false,
    placeholderData: (before) => before,
  })
  // An answer about a former text says nothing about this one.
  const before = JSON.parse(asked) as Fields
  const stands = ({ field }: Complaint) => !!field && field in typed && JSON.stringify(before[field]) === JSON.stringify(typed[field])
  return {
    complaints: asked === '{}' ? [] : (data?.errors ?? []).filter(stands),
    leave: (field) => field && setLeft((known) => (known.has(field) ? known : new Set(known).add(field))),
  }
}
