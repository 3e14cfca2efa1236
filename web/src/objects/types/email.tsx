import { Anchor } from '@mantine/core'
import { defineFieldType, readText } from '../fieldType.tsx'
import { PlainInput, TextOperand } from '../inputs.tsx'
import { textOperators } from '../operators.ts'

export const email = defineFieldType<string>({
  name: 'email',
  read: readText,
  Show: ({ value }) => (
    <Anchor href={`mailto:${value}`} inherit onClick={(click) => click.stopPropagation()}>
      {value}
    </Anchor>
  ),
  Edit: (edit) => <PlainInput edit={edit} type="email" inputMode="email" autoComplete="off" spellCheck={false} />,
  Operand: TextOperand,
  filters: textOperators,
  parse: (typed) => typed.trim(),
  say: (value) => value,
  width: 220,
})
