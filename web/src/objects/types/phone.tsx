import { QuietAnchor } from '../../design/QuietAnchor.tsx'
import { showPhone } from '../../design/formats.ts'
import { defineFieldType, readText } from '../fieldType.tsx'
import { ParsedInput, TextOperand } from '../inputs.tsx'
import { textOperators } from '../operators.ts'
import classes from './types.module.css'

export const phone = defineFieldType<string>({
  name: 'phone',
  read: readText,
  Show: ({ value, dense }) => (
    <QuietAnchor quiet={dense} className={classes.figures} href={`tel:${value}`}>
      {showPhone(value)}
    </QuietAnchor>
  ),
  Edit: (edit) => (
    <ParsedInput
      edit={{ ...edit, value: edit.value && showPhone(edit.value) }}
      show={showPhone}
      parse={(typed) => typed}
      inputMode="tel"
      type="tel"
      autoComplete="off"
    />
  ),
  Operand: TextOperand,
  filters: textOperators,
  parse: (typed) => typed.trim(),
  say: showPhone,
  width: 140,
})
