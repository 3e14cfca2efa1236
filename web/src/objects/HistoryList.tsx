import { Button } from '@mantine/core'
import { IconArrowBackUp } from '@tabler/icons-react'
import { problemFrom } from '../changes/client.ts'
import { attempt, tellUndone, undoCommit } from '../changes/toasts.tsx'
import { Initials } from '../design/Initials.tsx'
import { showMoment, showWhen } from '../design/formats.ts'
import { say } from '../design/language.ts'
import { Loading, Trouble } from '../design/states.tsx'
import type { Change, ObjectDeclaration, Titles } from './api.ts'
import { fieldById, usePermission } from './catalogue.ts'
import classes from './HistoryList.module.css'
import { typeOf } from './fieldTypes.ts'
import { label } from '../design/language.ts'
import { sentence, storyOf, wayWords, type Step } from './story.ts'
import { useHistory } from './records.ts'

// The whole story of a record, newest first: who, what, when, and the values before and after.
export function HistoryList({ object, id }: { object: ObjectDeclaration; id: string }) {
  const history = useHistory(object, id)
  if (history.isPending) return <Loading rows={4} />
  if (history.error) return <Trouble problem={problemFrom(history.error)} retry={() => void history.refetch()} />
  const titles = Object.assign({}, ...history.data.pages.map((page) => page.titles ?? {})) as Titles
  const steps = storyOf(history.data.pages.flatMap((page) => page.changes))
  return (
    <>
      <ol className={classes.story}>
        {steps.map((step) => (
          <StepItem key={step.commit} object={object} step={step} titles={titles} />
        ))}
      </ol>
      {steps.length === 0 && <p className={classes.way}>{say('Rien n’est encore arrivé.', 'Nothing has happened yet.')}</p>}
      {history.hasNextPage && (
        <Button variant="subtle" loading={history.isFetchingNextPage} onClick={() => void history.fetchNextPage()}>
          {say('Voir plus ancien', 'Show older')}
        </Button>
      )}
    </>
  )
}

function StepItem({ object, step, titles }: { object: ObjectDeclaration; step: Step; titles: Titles }) {
  const mayUndo = usePermission(object.key).change !== 'none'
  const author = step.author?.name ?? say('Élan', 'Élan')
  return (
    <li className={classes.step}>
      <Initials name={author} size={26} />
      <div className={classes.body}>
        <p className={classes.sentence}>
          <b>{author}</b> {sentence(object, step)}
          <span className={classes.way}>
            {' · '}
            <time dateTime={new Date(step.at).toISOString()} title={showMoment(step.at)}>
              {showWhen(step.at)}
            </time>
            {' · '}
            {wayWords(step.way)}
          </span>
        </p>
        <ul className={classes.changes}>
          {step.changes.map((change) => (
            <ChangeLine key={change.position} object={object} change={change} titles={titles} />
          ))}
        </ul>
      </div>
      {mayUndo && (
        <Button
          className={classes.undo}
          variant="subtle"
          color="gray"
          size="compact-sm"
          leftSection={<IconArrowBackUp size={14} />}
          onClick={() => void attempt(async () => tellUndone(await undoCommit(step.commit)))}
        >
          {say('Annuler', 'Undo')}
        </Button>
      )}
    </li>
  )
}

function ChangeLine({ object, change, titles }: { object: ObjectDeclaration; change: Change; titles: Titles }) {
  const field = change.field ? fieldById(object, change.field) : undefined
  if (!field) return null
  const type = typeOf(field)
  const before = type.say(change.before, field, titles)
  const after = type.say(change.after, field, titles)
  if (!before && !after) return null
  return (
    <li>
      <span className={classes.way}>{label(field.label)}</span>{' '}
      {before && <del className={classes.before}>{before}</del>}
      {before && <span aria-hidden="true"> → </span>}
      <span>{after || say('vide', 'empty')}</span>
    </li>
  )
}
