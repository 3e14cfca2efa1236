import { useState, type KeyboardEvent } from 'react'
import { problemFrom } from '../changes/client.ts'
import { label, say } from '../design/language.ts'
import type { Field, StoredRecord, Titles } from './api.ts'
import { typeOf } from './fieldTypes.ts'
import classes from './InlineField.module.css'
import { useOutsidePress } from './useOutsidePress.ts'
import { same } from './writes.ts'

type Props = {
  field: Field
  record: StoredRecord
  titles: Titles
  locked: boolean
  save: (value: unknown) => Promise<void>
}

// A field of the record, changed where it stands: click or Enter to write, Enter to save, Escape to leave it.
export function InlineField({ field, record, titles, locked, save }: Props) {
  const [isOpen, setOpen] = useState(false)
  return (
    <div className={classes.field} data-open={isOpen || undefined}>
      <dt className={classes.label}>{label(field.label)}</dt>
      <dd className={classes.value}>
        {isOpen ? (
          <Editor field={field} record={record} titles={titles} save={save} close={() => setOpen(false)} />
        ) : (
          <Shown field={field} record={record} titles={titles} locked={locked} open={() => setOpen(true)} />
        )}
      </dd>
    </div>
  )
}

type ShownProps = { field: Field; record: StoredRecord; titles: Titles; locked: boolean; open: () => void }

function Shown({ field, record, titles, locked, open }: ShownProps) {
  const { Show, isEmpty } = typeOf(field)
  const empty = isEmpty(record[field.key])
  const words = empty ? <span className={classes.empty}>{locked ? '—' : say('Ajouter', 'Add')}</span> : <Show value={record[field.key]} field={field} titles={titles} />
  if (locked) return <div className={classes.locked}>{words}</div>
  return (
    <div className={classes.shown} onClick={open}>
      <div className={classes.words}>{words}</div>
      <button type="button" className={classes.pencil} aria-label={`${say('Modifier', 'Edit')} ${label(field.label)}`} onClick={open}>
        {say('Modifier', 'Edit')}
      </button>
    </div>
  )
}

type EditorProps = { field: Field; record: StoredRecord; titles: Titles; save: (value: unknown) => Promise<void>; close: () => void }

function Editor({ field, record, titles, save, close }: EditorProps) {
  const { Edit, instant, wide } = typeOf(field)
  const [draft, setDraft] = useState<unknown>(record[field.key] ?? null)
  const [refusal, setRefusal] = useState<string | null>(null)
  const region = useOutsidePress<HTMLDivElement>(() => void settle(draft))

  async function settle(value: unknown) {
    if (same(value, record[field.key])) return close()
    try {
      await save(value)
      close()
    } catch (failure) {
      const problem = problemFrom(failure)
      setRefusal(problem.complaints.map((complaint) => complaint.message).join(' ') || problem.message)
    }
  }

  function onKeyDown(press: KeyboardEvent) {
    if (press.key === 'Escape') {
      press.stopPropagation()
      close()
    }
    if (press.key === 'Enter' && !press.defaultPrevented && (!wide || press.ctrlKey || press.metaKey)) {
      press.preventDefault()
      void settle(draft)
    }
  }

  return (
    <div ref={region} onKeyDown={onKeyDown} className={classes.editor}>
      <Edit
        field={field}
        value={draft}
        titles={titles}
        ariaLabel={label(field.label)}
        error={refusal}
        autoFocus
        onChange={(value) => {
          setDraft(value)
          setRefusal(null)
          if (instant) void settle(value)
        }}
      />
    </div>
  )
}
