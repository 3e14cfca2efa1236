import { say } from '../design/language.ts'

// Every key the app answers to, by the place where it works.
export type KeyPlace = { place: string; keys: { press: string; does: string }[] }

export const keyMap = (): KeyPlace[] => [
  {
    place: say('Partout', 'Everywhere'),
    keys: [
      { press: 'Ctrl K', does: say('Chercher, aller à un écran, créer', 'Search, go to a screen, create') },
      { press: 'Échap', does: say('Fermer, abandonner une saisie', 'Close, leave an input') },
      { press: '?', does: say('Cette aide', 'This help') },
    ],
  },
  {
    place: say('Dans une liste', 'In a list'),
    keys: [
      { press: '↑ ↓ ← →', does: say('Aller de cellule en cellule', 'Walk from cell to cell') },
      { press: 'Ctrl + flèche', does: say('Aller au bout de la liste ou de la ligne', 'Go to the end of the list or row') },
      { press: 'Maj + flèche', does: say('Étendre la plage de cellules', 'Extend the range of cells') },
      { press: 'Entrée', does: say('Ouvrir la fiche ; écrire dans la cellule', 'Open the record; write in the cell') },
      { press: 'Ctrl Entrée', does: say('Aperçu de la fiche à côté de la liste', 'Preview of the record beside the list') },
      { press: 'F2 ou une lettre', does: say('Écrire dans la cellule', 'Write in the cell') },
      { press: 'Tab', does: say('Enregistrer la cellule et passer à la suivante', 'Save the cell and go to the next') },
      { press: 'Suppr', does: say('Vider les cellules de la plage', 'Empty the cells of the range') },
      { press: 'Espace ou x', does: say('Sélectionner la ligne', 'Select the row') },
      { press: 'Ctrl A', does: say('Sélectionner toutes les lignes chargées', 'Select all loaded rows') },
      { press: 'Ctrl C, Ctrl V', does: say('Copier, coller un bloc de cellules', 'Copy, paste a block of cells') },
      { press: 'Ctrl Z', does: say('Annuler la dernière saisie', 'Undo the last input') },
    ],
  },
  {
    place: say('Sur un tableau', 'On a board'),
    keys: [
      { press: '↑ ↓ ← →', does: say('Aller de carte en carte', 'Walk from card to card') },
      { press: 'Espace', does: say('Lever la carte, puis la poser', 'Lift the card, then drop it') },
      { press: '← →', does: say('Carte levée : choisir la colonne', 'Lifted card: choose the column') },
      { press: 'Entrée', does: say('Ouvrir la fiche', 'Open the record') },
    ],
  },
  {
    place: say('Sur un tableau de bord qu’on arrange', 'On a dashboard being arranged'),
    keys: [
      { press: '← →', does: say('Déplacer la tuile', 'Move the tile') },
      { press: 'Maj + flèche', does: say('Changer sa taille', 'Change its size') },
      { press: 'Entrée', does: say('La modifier', 'Edit it') },
      { press: 'Suppr', does: say('La retirer', 'Remove it') },
    ],
  },
  {
    place: say('Sur une fiche', 'On a record'),
    keys: [
      { press: 'N, T, A, E', does: say('Écrire une note, une tâche, un appel, un e-mail', 'Write a note, a task, a call, an e-mail') },
      { press: 'J, K', does: say('Fiche suivante, précédente', 'Next, previous record') },
      { press: 'Entrée', does: say('Enregistrer un champ', 'Save a field') },
      { press: 'Ctrl Entrée', does: say('Enregistrer un texte long', 'Save a long text') },
    ],
  },
]
