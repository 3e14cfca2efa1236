import { label, say } from '../../design/language.ts'
import type { Change, ObjectDeclaration } from '../api.ts'

// What was done, after the name of who did it.
export function sentence(object: ObjectDeclaration, step: Change): string {
  const words = usual[step.action]
  if (words) return say(words[0], words[1])
  const action = object.actions.find((one) => one.key === step.action)
  return action ? say(`: ${label(action.label).toLowerCase()}`, `: ${label(action.label).toLowerCase()}`) : usualChange()
}

const usualChange = () => say('a modifié la fiche', 'changed the record')

const usual: Record<string, [string, string]> = {
  create: ['a créé la fiche', 'created the record'],
  change: ['a modifié la fiche', 'changed the record'],
  update: ['a modifié la fiche', 'changed the record'],
  delete: ['a mis la fiche à la corbeille', 'moved the record to the bin'],
  restore: ['a restauré la fiche', 'restored the record'],
  undo: ['a annulé une modification', 'undid a change'],
  import: ['a importé la fiche', 'imported the record'],
  upsert: ['a mis la fiche à jour', 'updated the record'],
  qualify: ['a qualifié la piste', 'qualified the lead'],
  lose: ['a noté la perte', 'marked it lost'],
  reopen: ['a rouvert la fiche', 'reopened it'],
  convert: ['a converti la piste en opportunité', 'converted the lead'],
  move: ['a fait avancer l’opportunité', 'moved the opportunity'],
  win: ['a gagné l’opportunité', 'won the opportunity'],
  complete: ['a terminé la tâche', 'completed the task'],
  postpone: ['a reporté la tâche', 'postponed the task'],
}

const ways: Record<string, [string, string]> = {
  screen: ['à l’écran', 'on screen'],
  api: ['par l’API', 'through the API'],
  import: ['par un import', 'by an import'],
  form: ['par un formulaire', 'by a form'],
  sync: ['par synchronisation', 'by synchronisation'],
  automation: ['automatiquement', 'automatically'],
  mail: ['par e-mail', 'by e-mail'],
  system: ['par Élan', 'by Élan'],
}

export function wayWords(way: string): string {
  const words = ways[way]
  return words ? say(words[0], words[1]) : way
}
