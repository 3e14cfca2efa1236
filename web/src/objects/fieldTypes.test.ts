import { beforeAll, describe, expect, it, vi } from 'vitest'
import type { Field } from './api.ts'
import type { FieldType } from './fieldType.tsx'

vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => undefined })

let typeOf: (field: { type: string }) => FieldType
let words: typeof import('./filters/conditions.ts')

beforeAll(async () => {
  typeOf = (await import('./fieldTypes.ts')).typeOf
  words = await import('./filters/conditions.ts')
})

const field = (type: string, more: Partial<Field> = {}): Field => ({
  id: type, key: type, type, label: { fr: 'Champ' }, required: false, readonly: false, searchable: false, custom: false, ...more,
})

const status = field('choice', {
  key: 'status', label: { fr: 'Statut' },
  options: [{ key: 'new', label: { fr: 'Nouvelle', en: 'New' } }, { key: 'lost', label: { fr: 'Perdue', en: 'Lost' } }],
})

describe('every type', () => {
  const names = [
    'text', 'long_text', 'number', 'decimal', 'money', 'percent', 'date', 'moment', 'duration', 'choice', 'choices', 'tags', 'yes_no',
    'link', 'links', 'file', 'email', 'phone', 'web_address', 'address', 'siren', 'siret', 'vat_number', 'iban', 'document',
  ]
  it.each(names)('%s is known, empty when there is nothing, and can be filtered', (name) => {
    const type = typeOf(field(name))
    expect(type.name).toBe(name)
    expect(type.isEmpty(null)).toBe(true)
    expect(type.say(null, field(name), {})).toBe('')
    expect(type.filters.length).toBeGreaterThan(0)
  })
  it('keeps what was typed but not understood', () => {
    expect(typeOf(field('money')).say('douze euros', field('money'), {})).toBe('douze euros')
    expect(typeOf(field('money')).isEmpty('douze euros')).toBe(false)
  })
  it('shows a type it has never heard of as text', () => expect(typeOf(field('hologram')).name).toBe('text'))
})

describe('values in words', () => {
  it.each([
    ['money', 123450, '1\u202f234,50\u00a0€'],
    ['percent', 17.5, '17,5\u00a0%'],
    ['date', '2026-11-23', '23 nov. 2026'],
    ['duration', 90, '1\u00a0h\u00a030'],
    ['phone', '+33612345678', '06\u00a012\u00a034\u00a056\u00a078'],
    ['phone', '+4930123456', '+4930123456'],
    ['siret', '73282932000074', '732\u00a0829\u00a0320\u00a000074'],
    ['iban', 'FR7630006000011234567890189', 'FR76\u00a03000\u00a06000\u00a00112\u00a03456\u00a07890\u00a0189'],
    ['yes_no', false, 'Non'],
    ['address', { street: '3 rue du Port', postal_code: '35400', city: 'Saint-Malo', country: 'FR' }, '3 rue du Port, 35400 Saint-Malo'],
  ])('%s', (type, value, said) => expect(typeOf(field(type)).say(value, field(type), {})).toBe(said))
})

describe('pasted text', () => {
  it('finds an option by its label in either language', () => {
    expect(typeOf(status).parse('Perdue', status)).toBe('lost')
    expect(typeOf(status).parse('new', status)).toBe('new')
  })
  it('reads an address in one line', () => {
    expect(typeOf(field('address')).parse('3 rue du Port, 35400 Saint-Malo', field('address'))).toEqual({
      street: '3 rue du Port', postal_code: '35400', city: 'Saint-Malo', country: 'FR',
    })
  })
})

describe('conditions in words', () => {
  const amount = field('money', { key: 'amount', label: { fr: 'Montant' } })
  const due = field('date', { key: 'due', label: { fr: 'Échéance' } })
  const said = (condition: { field: string; op: string; value?: unknown }) => {
    const { field: name, rest } = words.conditionWords([status, amount, due], condition, {})
    return `${name} ${rest}`
  }
  it.each([
    [{ field: 'status', op: 'in', value: ['new', 'lost'] }, 'Statut est parmi Nouvelle, Perdue'],
    [{ field: 'status', op: 'empty' }, 'Statut est vide'],
    [{ field: 'amount', op: 'between', value: [100, 200] }, 'Montant est entre 1,00\u00a0€ et 2,00\u00a0€'],
    [{ field: 'due', op: 'between', value: [{ days: 0 }, { days: 7 }] }, 'Échéance est dans les 7 prochains jours'],
    [{ field: 'due', op: 'lt', value: { days: 0 } }, 'Échéance est passé'],
    [{ field: 'due', op: 'gte', value: '2026-11-23' }, 'Échéance est à partir du 23 nov. 2026'],
  ])('%j', (condition, sentence) => expect(said(condition)).toBe(sentence))
  it('waits for both ends', () => {
    expect(words.isComplete(amount, { field: 'amount', op: 'between', value: [100, null] })).toBe(false)
    expect(words.isComplete(amount, { field: 'amount', op: 'between', value: [100, 200] })).toBe(true)
  })
})
