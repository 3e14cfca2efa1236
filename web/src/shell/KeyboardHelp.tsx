import { Modal } from '@mantine/core'
import { say } from '../design/language.ts'
import classes from './KeyboardHelp.module.css'

export function KeyboardHelp({ opened, close }: { opened: boolean; close: () => void }) {
  const keys: [string, string][] = [
    ['Ctrl K', say('Chercher, aller à un écran, créer', 'Search, go to a screen, create')],
    ['↑ ↓', say('Parcourir une liste', 'Walk a list')],
    ['Entrée', say('Ouvrir la fiche ; enregistrer un champ', 'Open the record; save a field')],
    ['x', say('Sélectionner la ligne', 'Select the row')],
    ['Échap', say('Fermer, abandonner une saisie ou une sélection', 'Close, leave an input or a selection')],
    ['Ctrl Entrée', say('Enregistrer un texte long', 'Save a long text')],
    ['?', say('Cette aide', 'This help')],
  ]
  return (
    <Modal opened={opened} onClose={close} title={say('Raccourcis clavier', 'Keyboard shortcuts')}>
      <dl className={classes.keys}>
        {keys.map(([key, words]) => (
          <div key={key} className={classes.line}>
            <dt>
              <kbd className={classes.key}>{key}</kbd>
            </dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  )
}
