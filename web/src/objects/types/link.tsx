import { defineFieldType, readText } from '../fieldType.tsx'
import { LinkPicker } from '../LinkPicker.tsx'
import { LinkedTitle } from '../LinkedTitle.tsx'
import { userOperators } from '../operators.ts'

export const link = defineFieldType<string>({
  name: 'link',
  read: readText,
  Show: ({ value, field, titles, dense }) => (
    <LinkedTitle id={value} target={field.target ?? '*'} title={titles[value]} dense={dense} />
  ),
  Edit: (edit) => <LinkPicker {...edit} />,
  filters: userOperators,
  parse: () => undefined,
  say: (value, _field, titles) => titles[value] ?? '…',
  width: 170,
  instant: true,
  asks: 'target',
  refersBy: 'eq',
})
