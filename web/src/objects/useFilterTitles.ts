import { useQueries } from '@tanstack/react-query'
import type { ObjectDeclaration, Titles } from './api.ts'
import { fieldOf, useCatalogue } from './catalogue.ts'
import { typeOf } from './fieldTypes.ts'
import { conditionsIn, type Filter } from './filter.ts'
import { recordQuery } from './records.ts'
import { readReference } from './reference.ts'
import { titleOf } from './titles.ts'

// The names of the records that a filter mentions, so that it reads "Responsable est Marie".
export function useFilterTitles(object: ObjectDeclaration, filter: Filter): Titles {
  const { objects } = useCatalogue()
  const mentioned = conditionsIn(filter).flatMap((condition) => {
    const field = fieldOf(object, condition.field)
    if (!field || !typeOf(field).refersBy) return []
    return [condition.value].flat().flatMap((written) => {
      if (typeof written !== 'string' || written === 'me') return []
      const { object: key, id } = readReference(written, field.target ?? '*')
      const target = objects.find((one) => one.key === key)
      return target ? [{ target, id, written }] : []
    })
  })
  const answers = useQueries({
    queries: mentioned.map(({ target, id }) => ({ ...recordQuery(target, id), staleTime: 300_000, retry: false })),
  })
  return Object.fromEntries(
    mentioned.flatMap(({ target, written }, index) => {
      const record = answers[index]?.data?.record
      return record ? [[written, titleOf(target, record)]] : []
    }),
  )
}
