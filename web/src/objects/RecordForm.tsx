import { Button, Group } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { problemFrom, type Problem } from '../changes/client.ts'
import type { Fields } from '../changes/outbox.ts'
import { label, say } from '../design/language.ts'
import { Complaints } from '../design/states.tsx'
import type { Field, ObjectDeclaration, StoredRecord } from './api.ts'
import { useFields, usePermission } from './catalogue.ts'
import { useDraft } from './draft.ts'
import { FieldInputs } from './FieldInputs.tsx'
import { matches } from './filter.ts'
import { withMissing } from './missing.ts'
import classes from './RecordForm.module.css'
import { useCheck } from './useCheck.ts'
import { createRecord } from './writes.ts'

type Props = {
  object: ObjectDeclaration
  start?: Fields
  onCreated: (record: StoredRecord) => void
  onCancel: () => void
}

// A form is its object's declaration: nothing about a particular object is written here.
export function RecordForm({ object, start = {}, onCreated, onCancel }: Props) {
  const all = useFormFields(object)
  const draft = useDraft(`${object.key}-${JSON.stringify(start)}`, { ...defaults(all), ...start })
  const fields = all.filter((field) => matches(field.when, draft.fields))
  const [problem, setProblem] = useState<Problem | null>(null)
  const check = useCheck(object, fields, draft.fields)
  const [sending, setSending] = useState(false)
  // A complaint is over once its field is being put right.
  const [changed, setChanged] = useState<ReadonlySet<string>>(new Set())

  async function submit(submission: FormEvent) {
    submission.preventDefault()
    setSending(true)
    setProblem(null)
    try {
      const record = await createRecord(object, filled(asked(fields, draft.fields)))
      draft.forget()
      if (record) onCreated(record)
    } catch (failure) {
      setChanged(new Set())
      setProblem(withMissing(problemFrom(failure), fields, draft.fields))
      focusFirstComplaint()
    } finally {
      setSending(false)
    }
  }

  return (
    <form onSubmit={(submission) => void submit(submission)} noValidate className={classes.form}>
      {draft.wasKept && (
        <Group justify="space-between" className={classes.kept}>
          {say('Votre brouillon a été retrouvé.', 'Your draft was found again.')}
          <Button variant="subtle" size="compact-sm" onClick={draft.restart}>
            {say('Repartir de zéro', 'Start afresh')}
          </Button>
        </Group>
      )}
      <Complaints problem={problem} shown={fields.map((field) => field.key)} />
      {sectionsOf(fields).map(([section, inside]) => (
        <section key={section} className={classes.section} onBlur={(left) => check.leave(fieldAt(left.target))}>
          {section !== 'main' && <h2 className={classes.heading}>{section}</h2>}
          <FieldInputs
            fields={inside}
            values={draft.fields}
            complaints={[...(problem?.complaints.filter((complaint) => !changed.has(complaint.field ?? '')) ?? []), ...check.complaints]}
            set={(field, value) => {
              setChanged((before) => new Set(before).add(field))
              draft.set(field, value)
            }}
            autoFocus={inside[0] === fields[0]}
          />
        </section>
      ))}
      <Group justify="flex-end" className={classes.foot}>
        <Button variant="default" onClick={onCancel}>
          {say('Fermer', 'Close')}
        </Button>
        <Button type="submit" loading={sending}>
          {say(`Créer : ${label(object.label).toLowerCase()}`, `Create ${label(object.label).toLowerCase()}`)}
        </Button>
      </Group>
    </form>
  )
}

export function useFormFields(object: ObjectDeclaration): Field[] {
  const locked = usePermission(object.key).readonly_fields ?? []
  return useFields(object).filter((field) => !field.readonly && !locked.includes(field.key))
}

export function sectionsOf(fields: Field[]): [string, Field[]][] {
  const sections = new Map<string, Field[]>()
  for (const field of fields) {
    const section = field.section_label ? label(field.section_label) : field.section || 'main'
    sections.set(section, [...(sections.get(section) ?? []), field])
  }
  return [...sections]
}

const defaults = (fields: Field[]): Fields =>
  Object.fromEntries(fields.filter((field) => field.default !== undefined && field.default !== null).map((field) => [field.key, field.default]))

const filled = (fields: Fields): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null && value !== undefined))

// What is not asked for is not sent either, though it may have been typed before.
const asked = (fields: Field[], values: Fields): Fields =>
  Object.fromEntries(Object.entries(values).filter(([key]) => fields.some((field) => field.key === key)))

const fieldAt = (element: Element) => element.closest<HTMLElement>('[data-field]')?.dataset.field

function focusFirstComplaint() {
  requestAnimationFrame(() => document.querySelector<HTMLElement>('form [aria-invalid="true"]')?.focus())
}
