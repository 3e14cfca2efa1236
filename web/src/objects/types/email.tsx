import { QuietAnchor } from '../../design/QuietAnchor.tsx'
import { defineFieldType, readText } from '../fieldType.tsx'
import { PlainInput, TextOperand } from '../inputs.tsx'
import { textOperators } from '../operators.ts'

export const email = defineFieldType<string>({
  name: 'email',
  read: readText,
  Show: ({ value, dense }) => (
    <QuietAnchor quiet={dense} href={`mailto:${value}`}>
      {value}
    </QuietAnchor>
  ),
  Edit: (edit) => <PlainInput edit={edit} type="email" inputMode="email" autoComplete="off" spellCheck={false} />,
  Operand: TextOperand,
  filters: textOperators,
  parse: (typed) => typed.trim(),
  say: (value) => value,
  width: 220,
})
