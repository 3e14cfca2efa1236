import { Button } from '@mantine/core'
import { useState } from 'react'
import { Link } from 'wouter'
import { attempt } from '../../changes/toasts.tsx'
import { Icon } from '../../design/Icon.tsx'
import { showMoment, showWhen } from '../../design/formats.ts'
import { label, say } from '../../design/language.ts'
import { actionsFor, asksSomething } from '../actions.ts'
import type { Action, Field, ObjectDeclaration, StoredRecord, Titles } from '../api.ts'
import { useFields, useObject } from '../catalogue.ts'
import { typeOf } from '../fieldTypes.ts'
import { titleKeys, titleOf } from '../titles.ts'
import { act } from '../writes.ts'
import classes from './Timeline.module.css'

type Props = { kind: string; record: StoredRecord; actions: string[]; at: number; titles: Titles; now: number }

// A record about the one on screen: a note, a task, a message, whatever its object is told by.
export function RecordEntry({ kind, ...props }: Props) {
  const object = useObject(kind)
  return object ? <Told object={object} {...props} /> : null
}

function Told({ object, record, actions, at, titles, now }: Omit<Props, 'kind'> & { object: ObjectDeclaration }) {
  const fields = useFields(object)
  const choices = fields.filter((field) => isTelling(object, field, record))
  const text = fields.find((field) => typeOf(field).wide && typeof record[field.key] === 'string')
  const author = titles[String(record.created_by ?? '')] ?? 'Élan'
  const action = mainAction(object, record, actions)
  // Planned for a moment that is over, and not ended.
  const isLate = action !== undefined && at < now && !!object.start_field && record[object.start_field] === at
  const isTitledByText = text !== undefined && titleKeys(object).includes(text.key)
  return (
    <li className={classes.step} data-kind={object.key}>
      <span className={classes.icon}>
        <Icon name={object.icon} object={object.key} size={15} />
      </span>
      <div className={classes.card}>
        <header className={classes.cardHead}>
          {isTitledByText ? (
            <span className={classes.cardAuthor}>{author}</span>
          ) : (
            <Link href={`/${object.path}/${record.id}`} className={classes.cardTitle}>
              {titleOf(object, record, titles)}
            </Link>
          )}
          {choices.map((field) => (
            <ShownField key={field.id} field={field} record={record} titles={titles} />
          ))}
          <span className={classes.when}>
            {isLate && <span className={classes.late}>{say('En retard', 'Late')}</span>}
            <Link href={`/${object.path}/${record.id}`} className={classes.whenLink} title={showMoment(at)}>
              <time dateTime={new Date(at).toISOString()}>{showWhen(at, now)}</time>
            </Link>
          </span>
        </header>
        {text && <LongWords text={String(record[text.key])} />}
        <footer className={classes.cardFoot}>
          {!isTitledByText && <span>{author}</span>}
          {action && <MainAction object={object} record={record} action={action} />}
        </footer>
      </div>
    </li>
  )
}

// A choice that was made, and where the record stands on its board.
function isTelling(object: ObjectDeclaration, field: Field, record: StoredRecord): boolean {
  const { asks, isEmpty } = typeOf(field)
  return asks === 'options' && !isEmpty(record[field.key]) && (field.key === object.board_field || record[field.key] !== field.default)
}

function ShownField({ field, record, titles }: { field: Field; record: StoredRecord; titles: Titles }) {
  const { Show } = typeOf(field)
  return <Show value={record[field.key]} field={field} titles={titles} dense />
}

// One gesture ends it, without a question.
const mainAction = (object: ObjectDeclaration, record: StoredRecord, allowed: string[]) =>
  actionsFor(object, record, allowed).find((action) => action.primary && !asksSomething(action))

function MainAction({ object, record, action }: { object: ObjectDeclaration; record: StoredRecord; action: Action }) {
  return (
    <Button variant="default" size="compact-xs" leftSection={<Icon name={action.icon} size={13} />} onClick={() => void attempt(() => act(object, record.id, action, {}))}>
      {label(action.label)}
    </Button>
  )
}

const longAt = 420

function LongWords({ text }: { text: string }) {
  const [isOpen, setOpen] = useState(false)
  const isLong = text.length > longAt || text.split('\n').length > 6
  return (
    <>
      <p className={classes.words} data-clamped={(isLong && !isOpen) || undefined}>
        {text}
      </p>
      {isLong && (
        <Button variant="subtle" size="compact-xs" onClick={() => setOpen(!isOpen)}>
          {isOpen ? say('Réduire', 'Show less') : say('Lire la suite', 'Read more')}
        </Button>
      )}
    </>
  )
}
