import { expect, it } from 'vitest'
import { keyFrom } from './keyFrom.ts'

it.each([
  ['Date d’achat', 'date_d_achat'],
  ['Équipement n° 2', 'equipement_n_2'],
  ['3e relance', 'n_3e_relance'],
  ['Œuvre', 'oeuvre'],
])('%s', (words, key) => expect(keyFrom(words)).toBe(key))
