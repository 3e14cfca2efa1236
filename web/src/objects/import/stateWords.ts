import { plural, say } from '../../design/language.ts'
import type { Progress, State } from './imports.ts'

export function stateWords(state: State): string {
  const words: Record<State, string> = {
    ready: say('À régler', 'To be set up'),
    running: say('En cours', 'Running'),
    done: say('Terminé', 'Done'),
    undone: say('Annulé', 'Undone'),
    failed: say('Interrompu', 'Failed'),
    cancelled: say('Arrêté', 'Stopped'),
  }
  return words[state]
}

export const stateColour = (state: State) =>
  ({ ready: 'gray', running: 'blue', done: 'green', undone: 'orange', failed: 'red', cancelled: 'gray' })[state]

export function progressWords(progress: Progress): string {
  return [
    progress.created > 0 && plural(progress.created, { one: '# créée', other: '# créées' }, { one: '# created', other: '# created' }),
    progress.updated > 0 && plural(progress.updated, { one: '# mise à jour', other: '# mises à jour' }, { one: '# updated', other: '# updated' }),
    progress.unchanged > 0 && plural(progress.unchanged, { one: '# inchangée', other: '# inchangées' }, { one: '# unchanged', other: '# unchanged' }),
    progress.rejected > 0 && plural(progress.rejected, { one: '# rejetée', other: '# rejetées' }, { one: '# rejected', other: '# rejected' }),
  ]
    .filter(Boolean)
    .join(', ')
}
