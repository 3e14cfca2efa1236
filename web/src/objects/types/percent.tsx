import { showPercent } from '../../design/formats.ts'
import { parsePercent } from '../../design/parse.ts'
import { defineFieldType, readNumber } from '../fieldType.tsx'
import { ParsedInput } from '../inputs.tsx'
import { amountOperators } from '../operators.ts'
import classes from './types.module.css'

export const percent = defineFieldType<number>({
  name: 'percent',
  read: readNumber,
  Show: ({ value }) => <span className={classes.figures}>{showPercent(value)}</span>,
  Edit: (edit) => <ParsedInput edit={edit} show={showPercent} parse={parsePercent} inputMode="decimal" />,
  filters: amountOperators,
  parse: parsePercent,
  say: (value) => showPercent(value),
  align: 'end',
  width: 110,
})
