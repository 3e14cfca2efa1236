import { say } from '../../design/language.ts'
import type { Composition } from '../../objects/compositions.ts'

export const contactsCompositions: Composition[] = [
  {
    key: 'note',
    object: 'note',
    icon: 'note',
    words: () => say('Note', 'Note'),
    invitation: () => say('Écrire une note…', 'Write a note…'),
    submit: () => say('Ajouter la note', 'Add note'),
    fields: ['text'],
    start: () => ({}),
    hotkey: 'n',
  },
]
