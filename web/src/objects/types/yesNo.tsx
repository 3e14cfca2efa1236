import { Switch } from '@mantine/core'
import { say } from '../../design/language.ts'
import { defineFieldType } from '../fieldType.tsx'
import { around } from '../inputs.tsx'
import { yesNoOperators } from '../operators.ts'

const words = (value: boolean) => (value ? say('Oui', 'Yes') : say('Non', 'No'))

export const yesNo = defineFieldType<boolean>({
  name: 'yes_no',
  read: (value) => (typeof value === 'boolean' ? value : null),
  Show: ({ value }) => <>{words(value)}</>,
  Edit: (edit) => {
    const { withAsterisk: _, ...props } = around(edit)
    return (
      <Switch {...props} checked={edit.value ?? false} onChange={(change) => edit.onChange(change.currentTarget.checked)} />
    )
  },
  filters: yesNoOperators,
  parse: (text) => {
    if (/^(oui|o|vrai|true|yes|1|x)$/i.test(text.trim())) return true
    return /^(non|n|faux|false|no|0|)$/i.test(text.trim()) ? false : undefined
  },
  say: words,
  width: 90,
  instant: true,
})
