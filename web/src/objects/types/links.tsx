import { defineFieldType, readList } from '../fieldType.tsx'
import { LinkedTitle } from '../LinkedTitle.tsx'
import { LinksPicker } from '../LinkPicker.tsx'
import { setOperators } from '../operators.ts'
import classes from './types.module.css'

export const links = defineFieldType<string[]>({
  name: 'links',
  read: readList,
  Show: ({ value, field, titles, dense }) => (
    <span className={classes.pills}>
      {value.map((id) => (
        <LinkedTitle key={id} id={id} target={field.target ?? '*'} title={titles[id]} dense={dense} />
      ))}
    </span>
  ),
  Edit: (edit) => <LinksPicker {...edit} />,
  filters: setOperators,
  parse: () => undefined,
  say: (value, _field, titles) => value.map((id) => titles[id] ?? '…').join(', '),
  width: 200,
  asks: 'target',
  refersBy: 'has_any',
})
