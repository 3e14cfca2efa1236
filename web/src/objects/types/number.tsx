import { showNumber } from '../../design/formats.ts'
import { parseFrenchNumber } from '../../design/parse.ts'
import { defineFieldType, readNumber } from '../fieldType.tsx'
import { ParsedInput } from '../inputs.tsx'
import { amountOperators } from '../operators.ts'

const whole = (text: string) => {
  const number = parseFrenchNumber(text)
  return number !== undefined && Number.isInteger(number) ? number : undefined
}

export const number = defineFieldType<number>({
  name: 'number',
  read: readNumber,
  Show: ({ value }) => <>{showNumber(value)}</>,
  Edit: (edit) => <ParsedInput edit={edit} show={showNumber} parse={whole} inputMode="numeric" />,
  filters: amountOperators,
  parse: whole,
  say: (value) => showNumber(value),
  align: 'end',
  width: 120,
})
