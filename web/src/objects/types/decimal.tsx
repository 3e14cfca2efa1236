import { showNumber } from '../../design/formats.ts'
import { parseFrenchNumber } from '../../design/parse.ts'
import { defineFieldType, readNumber } from '../fieldType.tsx'
import { ParsedInput } from '../inputs.tsx'
import { amountOperators } from '../operators.ts'

export const decimal = defineFieldType<number>({
  name: 'decimal',
  read: readNumber,
  Show: ({ value }) => <>{showNumber(value)}</>,
  Edit: (edit) => <ParsedInput edit={edit} show={showNumber} parse={parseFrenchNumber} inputMode="decimal" />,
  filters: amountOperators,
  parse: parseFrenchNumber,
  say: (value) => showNumber(value),
  align: 'end',
  width: 120,
})
