import { Button, Group } from '@mantine/core'
import { IconArrowLeft } from '@tabler/icons-react'
import { useState } from 'react'
import { attempt } from '../../changes/toasts.tsx'
import { showNumber } from '../../design/formats.ts'
import { label, plural, say } from '../../design/language.ts'
import { OptionPill } from '../../design/OptionPill.tsx'
import { useCatalogue } from '../catalogue.ts'
import { run, type Trial } from './imports.ts'
import classes from './ImportScreen.module.css'

type Props = { id: string; trial: Trial; back: () => void }

// What the import would do, row by row for a sample, before anything is written.
export function TrialStep({ id, trial, back }: Props) {
  const { objects } = useCatalogue()
  const [starting, setStarting] = useState(false)
  const named = (counts: Record<string, number>) =>
    Object.entries(counts)
      .filter(([, count]) => count > 0)
      .map(([key, count]) => `${showNumber(count)}\u00a0${label(objects.find((object) => object.key === key)?.[count > 1 ? 'plural' : 'label']).toLowerCase()}`)
      .join(', ')
  const accepted = trial.rows - trial.rejected

  return (
    <>
      <div className={classes.tiles}>
        <Tile words={say('À créer', 'To create')} value={named(trial.would_create) || '0'} />
        <Tile words={say('À mettre à jour', 'To update')} value={showNumber(trial.updated)} />
        <Tile words={say('Déjà identiques', 'Already the same')} value={showNumber(trial.unchanged)} />
        <Tile words={say('Lignes rejetées', 'Rejected rows')} value={showNumber(trial.rejected)} alarming={trial.rejected > 0} />
      </div>
      <section className={classes.section}>
        <h2 className={classes.heading}>{say('Aperçu', 'Preview')}</h2>
        <div className={classes.scroll} tabIndex={0} role="region" aria-label={say('Aperçu', 'Preview')}>
          <table className={classes.sample}>
            <thead>
              <tr>
                <th>{say('Ligne', 'Row')}</th>
                <th>{say('Résultat', 'Outcome')}</th>
                <th>{say('Contenu', 'Content')}</th>
              </tr>
            </thead>
            <tbody>
              {trial.sample.map((line) => (
                <tr key={line.row}>
                  <td>{showNumber(line.row)}</td>
                  <td>
                    <OptionPill color={outcomeColour(line.outcome)}>{outcomeWords(line.outcome)}</OptionPill>
                  </td>
                  <td>
                    {line.errors.map((complaint) => (
                      <div key={`${complaint.field} ${complaint.message}`} className={classes.complaint}>
                        {complaint.message}
                      </div>
                    ))}
                    <div className={classes.words}>{line.cells.filter(Boolean).join(' · ')}</div>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </section>
      <Group justify="space-between" className={classes.foot}>
        <Button variant="default" leftSection={<IconArrowLeft size={16} />} onClick={back}>
          {say('Revoir la correspondance', 'Back to the mapping')}
        </Button>
        <Button
          loading={starting}
          disabled={accepted === 0}
          onClick={() => {
            setStarting(true)
            void attempt(() => run(id)).finally(() => setStarting(false))
          }}
        >
          {plural(accepted, { one: 'Importer # ligne', other: 'Importer # lignes' }, { one: 'Import # row', other: 'Import # rows' })}
        </Button>
      </Group>
    </>
  )
}

export function Tile({ words, value, alarming = false }: { words: string; value: string; alarming?: boolean }) {
  return (
    <div className={classes.tile} data-alarming={alarming || undefined}>
      <span className={classes.words}>{words}</span>
      <span className={classes.value}>{value}</span>
    </div>
  )
}

type Outcome = Trial['sample'][number]['outcome']

function outcomeWords(outcome: Outcome): string {
  const words: Record<Outcome, string> = {
    created: say('Créée', 'Created'), updated: say('Mise à jour', 'Updated'),
    unchanged: say('Identique', 'The same'), rejected: say('Rejetée', 'Rejected'),
  }
  return words[outcome]
}

const outcomeColour = (outcome: Outcome) => ({ created: 'green', updated: 'blue', unchanged: 'gray', rejected: 'red' })[outcome]
