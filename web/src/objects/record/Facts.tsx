import { showSince } from '../../design/formats.ts'
import { say } from '../../design/language.ts'
import type { Field, ObjectDeclaration, RecordAnswer, StoredRecord } from '../api.ts'
import { useFields, usePermission } from '../catalogue.ts'
import { typeOf } from '../fieldTypes.ts'
import { matches } from '../filter.ts'
import { InlineField } from '../InlineField.tsx'
import { sectionsOf } from '../RecordForm.tsx'
import { changeRecord } from '../writes.ts'
import classes from './Facts.module.css'

// The record's fields, section by section, each changed where it stands.
export function Facts({ object, answer }: { object: ObjectDeclaration; answer: RecordAnswer }) {
  const { record, titles = {}, may } = answer
  const readonly = usePermission(object.key).readonly_fields ?? []
  const fields = useFields(object)
  const isLocked = (key: string) => may?.change === false || readonly.includes(key)
  return (
    <>
      {sectionsOf(fields).map(([section, inside]) => (
        <section key={section} className={classes.section}>
          {section !== 'main' && <h2 className={classes.heading}>{section}</h2>}
          <dl className={classes.list}>
            {inside
              .filter((field) => isShown(field, record))
              .map((field) => (
                <InlineField
                  key={field.id}
                  field={field}
                  record={record}
                  titles={titles}
                  locked={field.readonly || isLocked(field.key)}
                  save={(value) => changeRecord(object, record, { [field.key]: value })}
                />
              ))}
          </dl>
        </section>
      ))}
      <p className={classes.since}>{created(record.created_at, record.updated_at)}</p>
    </>
  )
}

// What a field holds is never hidden, even when its condition no longer holds.
const isShown = (field: Field, record: StoredRecord) =>
  !typeOf(field).isEmpty(record[field.key]) || (!field.readonly && matches(field.when, record))

function created(createdAt: unknown, updatedAt: unknown): string {
  if (typeof createdAt !== 'number') return ''
  const first = say(`Créé ${showSince(createdAt)}`, `Created ${showSince(createdAt)}`)
  if (typeof updatedAt !== 'number' || updatedAt === createdAt) return first
  return say(`${first}, modifié ${showSince(updatedAt)}`, `${first}, changed ${showSince(updatedAt)}`)
}
