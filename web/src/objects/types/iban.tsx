import { defineFieldType, readText } from '../fieldType.tsx'
import { PlainInput } from '../inputs.tsx'
import { textOperators } from '../operators.ts'
import classes from './types.module.css'

// FR76 3000 6000 0112 3456 7890 189
const inGroups = (value: string) => value.replace(/(.{4})(?=.)/g, '$1\u00a0')

export const iban = defineFieldType<string>({
  name: 'iban',
  read: readText,
  Show: ({ value }) => <span className={classes.figures}>{inGroups(value)}</span>,
  Edit: (edit) => <PlainInput edit={edit} autoComplete="off" spellCheck={false} />,
  filters: textOperators,
  parse: (typed) => typed.replace(/\s/g, ''),
  say: inGroups,
  width: 260,
})
