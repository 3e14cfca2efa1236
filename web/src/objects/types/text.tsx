import { PlainInput } from '../inputs.tsx'
import { defineFieldType, readText } from '../fieldType.tsx'
import { textOperators } from '../operators.ts'

export const text = defineFieldType<string>({
  name: 'text',
  read: readText,
  Show: ({ value }) => <>{value}</>,
  Edit: (edit) => <PlainInput edit={edit} />,
  filters: textOperators,
  parse: (typed) => typed.trim(),
  say: (value) => value,
  width: 200,
})
