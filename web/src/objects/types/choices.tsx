import { MultiSelect } from '@mantine/core'
import { OptionPill } from '../../design/OptionPill.tsx'
import { parseList } from '../../design/parse.ts'
import { defineFieldType, readList } from '../fieldType.tsx'
import { around } from '../inputs.tsx'
import { setOperators } from '../operators.ts'
import { optionItems, optionLabel, optionOf, parseOption } from './options.ts'
import classes from './types.module.css'

export const choices = defineFieldType<string[]>({
  name: 'choices',
  read: readList,
  Show: ({ value, field }) => (
    <span className={classes.pills}>
      {value.map((key) => (
        <OptionPill key={key} color={optionOf(field, key)?.color}>
          {optionLabel(field, key)}
        </OptionPill>
      ))}
    </span>
  ),
  Edit: (edit) => (
    <MultiSelect
      {...around(edit)}
      data={optionItems(edit.field)}
      defaultDropdownOpened={edit.atOnce ?? false}
      value={edit.value ?? []}
      onChange={(keys) => edit.onChange(keys.length > 0 ? keys : null)}
      searchable
      clearable
    />
  ),
  filters: setOperators,
  parse: (text, field) => parseList(text).map((part) => parseOption(part, field) ?? part),
  say: (value, field) => value.map((key) => optionLabel(field, key)).join(', '),
  width: 200,
  asks: 'options',
})
