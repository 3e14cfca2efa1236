import { Select } from '@mantine/core'
import { OptionPill } from '../../design/OptionPill.tsx'
import { defineFieldType, readText } from '../fieldType.tsx'
import { around } from '../inputs.tsx'
import { choiceOperators } from '../operators.ts'
import { choices } from './choices.tsx'
import { optionItems, optionLabel, optionOf, parseOption } from './options.ts'

export const choice = defineFieldType<string>({
  name: 'choice',
  read: readText,
  Show: ({ value, field }) => <OptionPill color={optionOf(field, value)?.color}>{optionLabel(field, value)}</OptionPill>,
  Edit: (edit) => (
    <Select
      {...around(edit)}
      data={optionItems(edit.field)}
      defaultDropdownOpened={edit.atOnce ?? false}
      value={edit.value}
      onChange={edit.onChange}
      clearable={!edit.required}
      searchable={optionItems(edit.field).length > 7}
      allowDeselect={!edit.required}
      checkIconPosition="right"
    />
  ),
  Operand: choices.Edit,
  filters: choiceOperators,
  parse: parseOption,
  say: (value, field) => optionLabel(field, value),
  width: 150,
  instant: true,
  asks: 'options',
})
