import { TagsInput } from '@mantine/core'
import { OptionPill } from '../../design/OptionPill.tsx'
import { say } from '../../design/language.ts'
import { parseList } from '../../design/parse.ts'
import { defineFieldType, readList } from '../fieldType.tsx'
import { around } from '../inputs.tsx'
import { setOperators } from '../operators.ts'
import classes from './types.module.css'

export const tags = defineFieldType<string[]>({
  name: 'tags',
  read: readList,
  Show: ({ value }) => (
    <span className={classes.pills}>
      {value.map((tag) => (
        <OptionPill key={tag}>{tag}</OptionPill>
      ))}
    </span>
  ),
  Edit: (edit) => (
    <TagsInput
      {...around(edit)}
      value={edit.value ?? []}
      onChange={(list) => edit.onChange(list.length > 0 ? list : null)}
      placeholder={edit.value?.length ? undefined : say('Ajouter une étiquette', 'Add a tag')}
      acceptValueOnBlur
      clearable
    />
  ),
  filters: setOperators,
  parse: parseList,
  say: (value) => value.join(', '),
  width: 200,
})
