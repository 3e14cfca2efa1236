import { defineFieldType, readText } from '../fieldType.tsx'
import { PlainInput } from '../inputs.tsx'
import { textOperators } from '../operators.ts'
import classes from './types.module.css'

// FR 40 303 265 045
const inGroups = (value: string) => value.replace(/^([A-Z]{2})(\w{2})(\d{3})(\d{3})(\d{3})$/, '$1\u00a0$2\u00a0$3\u00a0$4\u00a0$5')

export const vatNumber = defineFieldType<string>({
  name: 'vat_number',
  read: readText,
  Show: ({ value }) => <span className={classes.figures}>{inGroups(value)}</span>,
  Edit: (edit) => <PlainInput edit={edit} autoComplete="off" spellCheck={false} />,
  filters: textOperators,
  parse: (typed) => typed.replace(/\s/g, ''),
  say: inGroups,
  width: 170,
})
