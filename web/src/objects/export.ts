import { root } from '../changes/client.ts'
import type { ObjectDeclaration } from './api.ts'
import { searchParams, type Question } from './records.ts'

export function exportHref(object: ObjectDeclaration, question: Question, columns: string[], format: 'csv' | 'xlsx' | 'json'): string {
  const params = searchParams({
    ...(question.filter ? { filter: question.filter } : {}),
    ...(question.sort ? { sort: question.sort } : {}),
    ...(question.words ? { words: question.words } : {}),
    ...(question.bin ? { bin: true } : {}),
  })
  // The file has the columns one sees, in their order.
  params.set('fields', columns.join())
  params.set('format', format)
  return `${root}/${object.path}/export?${params}`
}
