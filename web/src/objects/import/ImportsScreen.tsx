import { Button, FileButton, Loader } from '@mantine/core'
import { IconFileSpreadsheet, IconUpload } from '@tabler/icons-react'
import { useState, type DragEvent } from 'react'
import { Link, useLocation } from 'wouter'
import { problemFrom, type Problem } from '../../changes/client.ts'
import { showNumber, showWhen } from '../../design/formats.ts'
import { say } from '../../design/language.ts'
import { OptionPill } from '../../design/OptionPill.tsx'
import { Screen } from '../../design/Screen.tsx'
import { Complaints, Forbidden, Loading, Trouble } from '../../design/states.tsx'
import { useMayImport } from '../catalogue.ts'
import { upload, useImports, type Import } from './imports.ts'
import classes from './ImportsScreen.module.css'
import { progressWords, stateColour, stateWords } from './stateWords.ts'

export function ImportsScreen() {
  const mayImport = useMayImport()
  return (
    <Screen title={say('Imports', 'Imports')} icon={<IconUpload size={20} stroke={1.7} />} scroll>
      {mayImport ? (
        <div className={classes.page}>
          <DropZone />
          <PastImports />
        </div>
      ) : (
        <Forbidden />
      )}
    </Screen>
  )
}

function DropZone() {
  const [, go] = useLocation()
  const [isOver, setOver] = useState(false)
  const [sending, setSending] = useState<string | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)

  async function send(file: File | null | undefined) {
    if (!file) return
    setSending(file.name)
    setProblem(null)
    try {
      go(`/import/${await upload(file)}`)
    } catch (failure) {
      setProblem(problemFrom(failure))
      setSending(null)
    }
  }
  const drop = (dropped: DragEvent) => {
    dropped.preventDefault()
    setOver(false)
    void send(dropped.dataTransfer.files[0])
  }

  return (
    <>
      <div
        className={classes.drop}
        data-over={isOver || undefined}
        onDragOver={(over) => (over.preventDefault(), setOver(true))}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        {sending ? <Loader size="sm" /> : <IconFileSpreadsheet size={36} stroke={1.3} aria-hidden="true" />}
        <p className={classes.title}>{sending ?? say('Déposez votre fichier ici', 'Drop your file here')}</p>
        <p className={classes.words}>
          {sending
            ? say('Lecture du fichier…', 'Reading the file…')
            : say('CSV ou Excel, tel que vous l’avez. Rien n’est écrit avant votre accord.', 'CSV or Excel, as you have it. Nothing is written before you agree.')}
        </p>
        {!sending && (
          <FileButton onChange={(file) => void send(file)} accept=".csv,.txt,.tsv,.xlsx,text/csv">
            {(button) => (
              <Button {...button} leftSection={<IconUpload size={16} />}>
                {say('Choisir un fichier', 'Choose a file')}
              </Button>
            )}
          </FileButton>
        )}
      </div>
      <Complaints problem={problem} />
    </>
  )
}

function PastImports() {
  const { data, error, isPending, refetch } = useImports()
  if (isPending) return <Loading rows={4} />
  if (error) return <Trouble problem={problemFrom(error)} retry={() => void refetch()} />
  if (data.length === 0) return null
  return (
    <section>
      <h2 className={classes.heading}>{say('Imports précédents', 'Past imports')}</h2>
      <ul className={classes.list}>
        {data.map((one) => (
          <PastImport key={one.id} past={one} />
        ))}
      </ul>
    </section>
  )
}

function PastImport({ past }: { past: Import }) {
  const at = past.finished_at ?? past.started_at ?? past.created_at
  const counts = progressWords(past.progress)
  const { rows } = past.progress
  return (
    <li>
      <Link href={`/import/${past.id}`} className={classes.past}>
        <span className={classes.name}>{past.name}</span>
        <span className={classes.words}>{counts || (rows ? say(`${showNumber(rows)} lignes`, `${showNumber(rows)} rows`) : '')}</span>
        <span className={classes.words}>{at ? showWhen(at) : ''}</span>
        <OptionPill color={stateColour(past.state)}>{stateWords(past.state)}</OptionPill>
      </Link>
    </li>
  )
}
