import { Textarea } from '@mantine/core'
import { defineFieldType, readText } from '../fieldType.tsx'
import { around, TextOperand } from '../inputs.tsx'
import { textOperators } from '../operators.ts'
import classes from './types.module.css'

export const longText = defineFieldType<string>({
  name: 'long_text',
  read: readText,
  Show: ({ value, dense }) => (dense ? <>{value.split('\n', 1)[0]}</> : <span className={classes.lines}>{value}</span>),
  Edit: (edit) => (
    <Textarea
      {...around(edit)}
      value={edit.value ?? ''}
      onChange={(change) => edit.onChange(change.currentTarget.value === '' ? null : change.currentTarget.value)}
      autosize
      minRows={3}
      maxRows={14}
    />
  ),
  Operand: TextOperand,
  filters: textOperators,
  parse: (typed) => typed,
  say: (value) => value,
  wide: true,
  width: 260,
})
