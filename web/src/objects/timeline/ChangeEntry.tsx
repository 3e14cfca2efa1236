import { Button } from '@mantine/core'
import { IconArrowBackUp } from '@tabler/icons-react'
import { useState } from 'react'
import { attempt, tellUndone, undoCommit } from '../../changes/toasts.tsx'
import { Initials } from '../../design/Initials.tsx'
import { showMoment, showWhen } from '../../design/formats.ts'
import { label, plural, say } from '../../design/language.ts'
import type { Change, ObjectDeclaration, Titles } from '../api.ts'
import { fieldById, usePermission } from '../catalogue.ts'
import { typeOf } from '../fieldTypes.ts'
import { sentence, wayWords } from './story.ts'
import classes from './Timeline.module.css'

const shownAtOnce = 3

// What one commit did to the record: a sentence, and the values before and after.
export function ChangeEntry({ object, changes, titles }: { object: ObjectDeclaration; changes: Change[]; titles: Titles }) {
  const mayUndo = usePermission(object.key).change !== 'none'
  const [isOpen, setOpen] = useState(false)
  const [first] = changes
  if (!first) return null
  const author = first.author?.name ?? say('Élan', 'Élan')
  const lines = changes.filter((change) => isTold(object, change, titles))
  return (
    <li className={classes.step}>
      <Initials name={author} size={26} />
      <div>
        <p className={classes.sentence}>
          <b>{author}</b> {sentence(object, first)}
          <span className={classes.way}>
            {' · '}
            <time dateTime={new Date(first.at).toISOString()} title={showMoment(first.at)}>
              {showWhen(first.at)}
            </time>
            {first.way !== 'screen' && ` · ${wayWords(first.way)}`}
          </span>
        </p>
        <ul className={classes.changes}>
          {(isOpen ? lines : lines.slice(0, shownAtOnce)).map((change) => (
            <ChangeLine key={change.field} object={object} change={change} titles={titles} />
          ))}
        </ul>
        {lines.length > shownAtOnce && !isOpen && (
          <Button variant="subtle" size="compact-xs" onClick={() => setOpen(true)}>
            {plural(lines.length - shownAtOnce, { one: '# autre champ', other: '# autres champs' }, { one: '# more field', other: '# more fields' })}
          </Button>
        )}
      </div>
      {mayUndo && (
        <Button
          className={classes.undo}
          variant="subtle"
          color="gray"
          size="compact-sm"
          onClick={() => void attempt(async () => tellUndone(await undoCommit(first.commit)))}
        >
          <IconArrowBackUp size={14} aria-hidden="true" />
          <span className={classes.undoWords}>{say('Annuler', 'Undo')}</span>
        </Button>
      )}
    </li>
  )
}

function isTold(object: ObjectDeclaration, change: Change, titles: Titles): boolean {
  const field = change.field ? fieldById(object, change.field) : undefined
  if (!field) return false
  return [change.before, change.after].some((value) => typeOf(field).say(value, field, titles) !== '')
}

function ChangeLine({ object, change, titles }: { object: ObjectDeclaration; change: Change; titles: Titles }) {
  const field = change.field ? fieldById(object, change.field) : undefined
  if (!field) return null
  const type = typeOf(field)
  const before = type.say(change.before, field, titles)
  const after = type.say(change.after, field, titles)
  return (
    <li>
      <span className={classes.way}>{label(field.label)}</span> {before && <del className={classes.before}>{before}</del>}
      {before && <span aria-hidden="true"> → </span>}
      <span>{after || say('vide', 'empty')}</span>
    </li>
  )
}
