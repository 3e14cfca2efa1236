import { label } from '../design/language.ts'
import type { Complaint } from '../changes/client.ts'
import type { Fields } from '../changes/outbox.ts'
import type { Field, Titles } from './api.ts'
import classes from './FieldInputs.module.css'
import { typeOf } from './fieldTypes.ts'

type Props = {
  fields: Field[]
  values: Fields
  complaints: Complaint[]
  titles?: Titles
  autoFocus?: boolean
  set: (field: string, value: unknown) => void
}

// The inputs of a form, from the declaration alone; every complaint stands at its field.
export function FieldInputs({ fields, values, complaints, titles = {}, autoFocus = false, set }: Props) {
  return (
    <div className={classes.inputs}>
      {fields.map((field, index) => {
        const { Edit, wide } = typeOf(field)
        return (
          <div key={field.id} className={wide ? classes.wide : undefined} data-field={field.key}>
            <Edit
              field={field}
              value={values[field.key] ?? null}
              titles={titles}
              label={label(field.label)}
              description={label(field.hint) || undefined}
              required={field.required}
              error={complaintsAbout(field, complaints)}
              autoFocus={autoFocus && index === 0}
              onChange={(value) => set(field.key, value)}
            />
          </div>
        )
      })}
    </div>
  )
}

function complaintsAbout(field: Field, complaints: Complaint[]): string | undefined {
  const about = complaints.filter((one) => one.field === field.key || one.field === field.id || one.field?.startsWith(`${field.key}.`))
  return about.length > 0 ? about.map((complaint) => complaint.message).join(' ') : undefined
}
