import { say } from '../../design/language.ts'

export const joinWords = () => [
  { value: 'all', label: say('Toutes à la fois', 'All of them') },
  { value: 'any', label: say('Au moins une', 'Any of them') },
  { value: 'none', label: say('Aucune', 'None of them') },
]
