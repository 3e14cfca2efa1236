import { Button, Group, Progress as Bar } from '@mantine/core'
import { IconArrowBackUp, IconDownload, IconPlayerStop } from '@tabler/icons-react'
import { useState } from 'react'
import { Link } from 'wouter'
import { attempt, tellUndone } from '../../changes/toasts.tsx'
import { root } from '../../changes/client.ts'
import { showNumber } from '../../design/formats.ts'
import { label, say } from '../../design/language.ts'
import { ActionForm } from '../ActionForm.tsx'
import { useObject } from '../catalogue.ts'
import { cancel, undo, type Import } from './imports.ts'
import classes from './ImportScreen.module.css'
import { Tile } from './TrialStep.tsx'

export function ResultStep({ started }: { started: Import }) {
  const { progress } = started
  const object = useObject(started.object)
  const [undoing, setUndoing] = useState(false)
  const isRunning = started.state === 'running'
  const share = progress.rows > 0 ? (progress.done / progress.rows) * 100 : 0
  return (
    <>
      <section className={classes.section} aria-live="polite">
        <h2 className={classes.heading}>{headline(started)}</h2>
        {started.failure && <p className={classes.words}>{started.failure}</p>}
        {isRunning && (
          <>
            <Bar value={share} size="lg" radius="xl" animated aria-label={say('Avancement', 'Progress')} />
            <p className={classes.words}>
              {say(`${showNumber(progress.done)} lignes sur ${showNumber(progress.rows)}`, `${showNumber(progress.done)} rows of ${showNumber(progress.rows)}`)}
            </p>
          </>
        )}
      </section>
      <div className={classes.tiles}>
        <Tile words={say('Créées', 'Created')} value={showNumber(progress.created)} />
        <Tile words={say('Mises à jour', 'Updated')} value={showNumber(progress.updated)} />
        <Tile words={say('Inchangées', 'Unchanged')} value={showNumber(progress.unchanged)} />
        <Tile words={say('Rejetées', 'Rejected')} value={showNumber(progress.rejected)} alarming={progress.rejected > 0} />
      </div>
      <Group className={classes.foot}>
        {isRunning && (
          <Button variant="default" leftSection={<IconPlayerStop size={16} />} onClick={() => void attempt(() => cancel(started.id))}>
            {say('Arrêter', 'Stop')}
          </Button>
        )}
        {!isRunning && progress.rejected > 0 && (
          <Button component="a" href={`${root}/imports/${started.id}/rejected.csv`} download variant="default" leftSection={<IconDownload size={16} />}>
            {say('Lignes rejetées et leur motif (CSV)', 'Rejected rows and why (CSV)')}
          </Button>
        )}
        {['done', 'cancelled', 'failed'].includes(started.state) && progress.created + progress.updated > 0 && (
          <Button variant="default" leftSection={<IconArrowBackUp size={16} />} onClick={() => setUndoing(true)}>
            {say('Annuler cet import', 'Undo this import')}
          </Button>
        )}
        {!isRunning && object && (
          <Button component={Link} href={`/${object.path}?sort=-updated_at`}>
            {say(`Voir : ${label(object.plural).toLowerCase()}`, `See ${label(object.plural).toLowerCase()}`)}
          </Button>
        )}
      </Group>
      {undoing && (
        <ActionForm
          title={say('Annuler cet import', 'Undo this import')}
          question={say(
            'Les fiches créées disparaissent, celles mises à jour retrouvent leurs valeurs. Ce qui a été modifié depuis est laissé et vous est signalé.',
            'Created records go, updated ones get their values back. What was changed since is left and listed.',
          )}
          inputs={[]}
          danger
          run={() => undo(started.id).then(tellUndone)}
          close={() => setUndoing(false)}
        />
      )}
    </>
  )
}

function headline({ state }: Import): string {
  const words: Record<string, string> = {
    running: say('Import en cours…', 'Importing…'),
    done: say('L’import est terminé', 'The import is done'),
    undone: say('Cet import a été annulé', 'This import was undone'),
    failed: say('L’import s’est interrompu', 'The import failed'),
    cancelled: say('L’import a été arrêté', 'The import was stopped'),
  }
  return words[state] ?? ''
}
