import { showDuration } from '../../design/formats.ts'
import { parseDuration } from '../../design/parse.ts'
import { defineFieldType, readNumber } from '../fieldType.tsx'
import { ParsedInput } from '../inputs.tsx'
import { amountOperators } from '../operators.ts'

export const duration = defineFieldType<number>({
  name: 'duration',
  read: readNumber,
  Show: ({ value }) => <>{showDuration(value)}</>,
  Edit: (edit) => <ParsedInput edit={edit} show={showDuration} parse={parseDuration} placeholder="1 h 30" />,
  filters: amountOperators,
  parse: parseDuration,
  say: showDuration,
  align: 'end',
  width: 110,
})
