import { defineFieldType, readText } from '../fieldType.tsx'
import { PlainInput } from '../inputs.tsx'
import { textOperators } from '../operators.ts'
import classes from './types.module.css'

// 732 829 320
const inGroups = (value: string) => value.replace(/^(\d{3})(\d{3})(\d{3})$/, '$1\u00a0$2\u00a0$3')

export const siren = defineFieldType<string>({
  name: 'siren',
  read: readText,
  Show: ({ value }) => <span className={classes.figures}>{inGroups(value)}</span>,
  Edit: (edit) => <PlainInput edit={edit} inputMode="numeric" autoComplete="off" spellCheck={false} />,
  filters: textOperators,
  parse: (typed) => typed.replace(/\s/g, ''),
  say: inGroups,
  width: 130,
})
