import { say } from '../../design/language.ts'
import type { StoredRecord } from '../../objects/api.ts'
import type { Composition } from '../../objects/compositions.ts'

// Whoever asked not to be contacted is not written to.
const addressOf = (record: StoredRecord) => (typeof record.email === 'string' && record.do_not_contact !== true ? record.email : null)

export const followupCompositions: Composition[] = [
  {
    key: 'task',
    object: 'task',
    icon: 'checklist',
    words: () => say('Tâche', 'Task'),
    invitation: () => say('Que faut-il faire ?', 'What is to be done?'),
    submit: () => say('Ajouter la tâche', 'Add task'),
    fields: ['name', 'kind', 'due_at', 'length', 'owner', 'description'],
    start: () => ({ kind: 'todo', due_at: nextMorning() }),
    hotkey: 't',
  },
  {
    key: 'call',
    object: 'task',
    icon: 'phone',
    words: () => say('Appel', 'Call'),
    invitation: () => say('Que s’est-il dit ?', 'What was said?'),
    submit: () => say('Noter l’appel', 'Log call'),
    fields: ['name', 'due_at', 'length', 'description'],
    start: () => ({ name: say('Appel', 'Call'), kind: 'call', status: 'done', due_at: Date.now() }),
    hotkey: 'a',
  },
  {
    key: 'email',
    object: 'message',
    icon: 'mail',
    words: () => say('E-mail', 'E-mail'),
    invitation: () => say('Écrire un e-mail…', 'Write an e-mail…'),
    submit: () => say('Envoyer', 'Send'),
    fields: ['to', 'subject', 'body'],
    start: ({ record }) => {
      const to = addressOf(record)
      return to ? { to, channel: 'email' } : null
    },
    hotkey: 'e',
  },
]

function nextMorning(): number {
  const at = new Date()
  at.setDate(at.getDate() + (at.getDay() === 5 ? 3 : at.getDay() === 6 ? 2 : 1))
  return at.setHours(9, 0, 0, 0)
}
