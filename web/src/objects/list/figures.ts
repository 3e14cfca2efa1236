import { showNumber, showRoundAmount } from '../../design/formats.ts'
import { label, type Words } from '../../design/language.ts'
import type { Field, Titles, Value } from '../api.ts'
import { typeOf } from '../fieldTypes.ts'

// What stands at the foot of a column and at the head of a group.

export type FigureKind = 'sum' | 'average' | 'least' | 'most' | 'filled'

export type FigureChoice = { key: string; kind: FigureKind }

const words: Record<FigureKind, Words> = {
  sum: { fr: 'Somme', en: 'Sum' },
  average: { fr: 'Moyenne', en: 'Average' },
  least: { fr: 'Minimum', en: 'Minimum' },
  most: { fr: 'Maximum', en: 'Maximum' },
  filled: { fr: 'Renseignés', en: 'Filled in' },
}

export const figureWords = (kind: FigureKind) => label(words[kind])

const isKind = (text: string | undefined): text is FigureKind => text !== undefined && text in words

// "amount:sum,email:filled"; "-" for none at all.
export function readFigures(text: string | null, fields: Field[]): FigureChoice[] {
  if (text === null) return fields.filter((field) => field.currency).map((field) => ({ key: field.key, kind: 'sum' }))
  return text.split(',').flatMap((part) => {
    const [key, kind] = part.split(':')
    return key && isKind(kind) && fields.some((field) => field.key === key) ? [{ key, kind }] : []
  })
}

export const figuresText = (figures: FigureChoice[]) => figures.map(({ key, kind }) => `${key}:${kind}`).join(',')

export const writeFigures = (figures: FigureChoice[]) => figuresText(figures) || '-'

export const withFigure = (figures: FigureChoice[], key: string, kind: FigureKind | null): FigureChoice[] => [
  ...figures.filter((figure) => figure.key !== key),
  ...(kind ? [{ key, kind }] : []),
]

export function kindsFor(field: Field): FigureKind[] {
  const { isTime, align } = typeOf(field)
  if (isTime) return ['least', 'most', 'filled']
  return align === 'end' ? ['sum', 'average', 'least', 'most', 'filled'] : ['filled']
}

export function sayFigure(field: Field, kind: FigureKind, value: Value, titles: Titles = {}): string {
  if (value === null || value === undefined) return '–'
  if (kind === 'filled') return showNumber(Number(value))
  // Under a column whole euros are enough.
  if (field.currency) return showRoundAmount(Number(value), field.currency)
  return typeOf(field).say(kind === 'average' ? Math.round(Number(value) * 100) / 100 : value, field, titles) || '–'
}
