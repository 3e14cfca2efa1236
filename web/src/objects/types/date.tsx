import { lazy, Suspense } from 'react'
import { showDate } from '../../design/formats.ts'
import { parseFrenchDate } from '../../design/parse.ts'
import { defineFieldType, readText } from '../fieldType.tsx'
import { PlainInput } from '../inputs.tsx'
import { dateOperators } from '../operators.ts'
import classes from './types.module.css'

// The calendar comes with the first form that needs it.
const DateEdit = lazy(() => import('./DateEdit.tsx').then((file) => ({ default: file.DateEdit })))

export const date = defineFieldType<string>({
  name: 'date',
  read: readText,
  Show: ({ value }) => <span className={classes.figures}>{showDate(value)}</span>,
  Edit: (edit) => (
    <Suspense fallback={<PlainInput edit={edit} />}>
      <DateEdit {...edit} />
    </Suspense>
  ),
  filters: dateOperators,
  parse: (typed) => parseFrenchDate(typed),
  say: (value) => showDate(value),
  width: 130,
  isTime: true,
  wholeDay: true,
  instant: true,
})
