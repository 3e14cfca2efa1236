import { Code, Textarea } from '@mantine/core'
import { useState } from 'react'
import { defineFieldType, type EditProps } from '../fieldType.tsx'
import { around } from '../inputs.tsx'
import { presenceOperators } from '../operators.ts'

const written = (value: object) => JSON.stringify(value, null, 2)

function read(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? value : undefined
  } catch {
    return undefined
  }
}

export const document = defineFieldType<object>({
  name: 'document',
  read: (value) => (typeof value === 'object' ? value : null),
  Show: ({ value, dense }) => (dense ? <>{'{…}'}</> : <Code block>{written(value)}</Code>),
  Edit: DocumentEdit,
  filters: presenceOperators,
  parse: read,
  say: (value) => JSON.stringify(value),
  wide: true,
})

function DocumentEdit(edit: EditProps<object>) {
  const [text, setText] = useState(() => (edit.value === null ? '' : typeof edit.value === 'string' ? edit.value : written(edit.value)))
  return (
    <Textarea
      {...around(edit)}
      value={text}
      onChange={(change) => {
        const typed = change.currentTarget.value
        setText(typed)
        edit.onChange(typed.trim() === '' ? null : (read(typed) ?? typed))
      }}
      autosize
      minRows={4}
      maxRows={18}
      spellCheck={false}
    />
  )
}
