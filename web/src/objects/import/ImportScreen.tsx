import { Anchor } from '@mantine/core'
import { IconChevronLeft, IconUpload } from '@tabler/icons-react'
import { useState } from 'react'
import { Link } from 'wouter'
import { problemFrom } from '../../changes/client.ts'
import { say } from '../../design/language.ts'
import { Screen } from '../../design/Screen.tsx'
import { Loading, Trouble } from '../../design/states.tsx'
import { useDraftImport, useImport, type Trial } from './imports.ts'
import classes from './ImportScreen.module.css'
import { MappingStep } from './MappingStep.tsx'
import { ResultStep } from './ResultStep.tsx'
import { TrialStep } from './TrialStep.tsx'

// One import from the file to its result: how it is read and what goes where, a trial that writes nothing, the run.
export function ImportScreen({ id }: { id: string }) {
  const { data, error, isPending, refetch } = useImport(id)
  const [trial, setTrial] = useState<Trial | null>(null)
  const step = data && data.state !== 'ready' ? 2 : trial ? 1 : 0
  return (
    <Screen title={data?.name ?? say('Import', 'Import')} icon={<Back />} scroll>
      <div className={classes.page}>
        <Steps at={step} />
        {isPending && <Loading />}
        {error && !data && <Trouble problem={problemFrom(error)} retry={() => void refetch()} />}
        {data && step === 0 && <Mapping id={id} onTried={setTrial} />}
        {data && step === 1 && trial && <TrialStep id={id} trial={trial} back={() => setTrial(null)} />}
        {data && step === 2 && <ResultStep started={data} />}
      </div>
    </Screen>
  )
}

function Mapping({ id, onTried }: { id: string; onTried: (trial: Trial) => void }) {
  const { data, error, isPending, refetch } = useDraftImport(id)
  if (isPending) return <Loading />
  if (!data) return <Trouble problem={problemFrom(error)} retry={() => void refetch()} />
  return <MappingStep draft={data} onTried={onTried} />
}

const Back = () => (
  <Anchor component={Link} href="/import" className={classes.back} aria-label={say('Imports', 'Imports')}>
    <IconChevronLeft size={16} aria-hidden="true" />
    <IconUpload size={18} aria-hidden="true" />
  </Anchor>
)

function Steps({ at }: { at: number }) {
  const names = [say('Correspondance', 'Mapping'), say('Essai', 'Trial'), say('Import', 'Import')]
  return (
    <ol className={classes.steps}>
      {names.map((name, index) => (
        <li key={name} className={classes.step} data-done={index < at || undefined} aria-current={index === at ? 'step' : undefined}>
          <span className={classes.number}>{index + 1}</span>
          {name}
        </li>
      ))}
    </ol>
  )
}
