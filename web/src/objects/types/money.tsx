import { showAmount } from '../../design/formats.ts'
import { parseFrenchAmount } from '../../design/parse.ts'
import { defineFieldType, readNumber } from '../fieldType.tsx'
import { ParsedInput } from '../inputs.tsx'
import { amountOperators } from '../operators.ts'
import classes from './types.module.css'

export const money = defineFieldType<number>({
  name: 'money',
  read: readNumber,
  Show: ({ value, field }) => <span className={classes.figures}>{showAmount(value, field.currency)}</span>,
  Edit: (edit) => (
    <ParsedInput
      edit={edit}
      show={(cents) => showAmount(cents, edit.field.currency)}
      parse={parseFrenchAmount}
      inputMode="decimal"
      placeholder={showAmount(0, edit.field.currency)}
    />
  ),
  filters: amountOperators,
  parse: parseFrenchAmount, // pasted or imported text: "1 234,50 €"
  say: (value, field) => showAmount(value, field.currency),
  align: 'end',
  width: 140,
})
