import { useState, type KeyboardEvent } from 'react'
import { label } from '../../design/language.ts'
import type { Field, Titles, Value } from '../api.ts'
import { typeOf } from '../fieldTypes.ts'
import { useOutsidePress } from '../useOutsidePress.ts'
import classes from './Grid.module.css'

// Where to go once the cell is written.
export type Step = { down: number; right: number }

type Props = {
  field: Field
  value: Value
  titles: Titles
  // The key that began the writing, which takes the place of what was there.
  typed: string | null
  refusal: string | null
  settle: (value: Value, step: Step | null) => void
  cancel: () => void
}

// Writes in one cell: Enter goes on below, Tab to the right, Escape leaves it as it was.
export function CellEditor({ field, value, titles, typed, refusal, settle, cancel }: Props) {
  const { Edit, instant, wide } = typeOf(field)
  const [draft, setDraft] = useState<Value>(typed !== null && !instant ? typed : (value ?? null))
  const [complaint, setComplaint] = useState(refusal)
  const region = useOutsidePress<HTMLDivElement>(() => settle(draft, null))

  function onKeyDown(press: KeyboardEvent) {
    press.stopPropagation()
    if (press.key === 'Escape') return cancel()
    if (press.key === 'Tab') return press.preventDefault(), settle(draft, { down: 0, right: press.shiftKey ? -1 : 1 })
    if (press.key !== 'Enter' || press.defaultPrevented) return
    if (wide && !press.ctrlKey && !press.metaKey) return
    press.preventDefault()
    settle(draft, { down: press.shiftKey ? -1 : 1, right: 0 })
  }

  return (
    <div ref={region} className={classes.editor} data-wide={wide || undefined} onKeyDown={onKeyDown} onPaste={(event) => event.stopPropagation()}>
      <Edit
        field={field}
        value={draft}
        titles={titles}
        ariaLabel={label(field.label)}
        error={complaint}
        autoFocus
        atOnce
        onChange={(next) => {
          setDraft(next)
          setComplaint(null)
          if (instant) settle(next, null)
        }}
      />
    </div>
  )
}
