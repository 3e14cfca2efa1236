import { lazy, Suspense } from 'react'
import { showMoment, showWhen } from '../../design/formats.ts'
import { parseFrenchDate } from '../../design/parse.ts'
import { defineFieldType, readNumber } from '../fieldType.tsx'
import { ParsedInput } from '../inputs.tsx'
import { momentOperators } from '../operators.ts'

const MomentEdit = lazy(() => import('./DateEdit.tsx').then((file) => ({ default: file.MomentEdit })))

// "23/11/2026 14:30", "demain 9h"; a day alone means its morning.
export function parseMoment(text: string): number | undefined {
  const clock = /\s+(?:à\s+)?(\d{1,2})\s*[h:]\s*(\d{2})?\s*$/i.exec(text)
  const day = parseFrenchDate(clock ? text.slice(0, clock.index) : text)
  if (!day) return undefined
  const [year, month, date] = day.split('-').map(Number)
  return new Date(year!, month! - 1, date, Number(clock?.[1] ?? 9), Number(clock?.[2] ?? 0)).getTime()
}

export const moment = defineFieldType<number>({
  name: 'moment',
  read: readNumber,
  Show: ({ value, dense }) => (
    <time dateTime={new Date(value).toISOString()} title={showMoment(value)}>
      {dense ? showWhen(value) : showMoment(value)}
    </time>
  ),
  Edit: (edit) => (
    <Suspense fallback={<ParsedInput edit={edit} show={showMoment} parse={parseMoment} />}>
      <MomentEdit {...edit} />
    </Suspense>
  ),
  filters: momentOperators,
  parse: parseMoment,
  say: (value) => showMoment(value),
  width: 140,
  isTime: true,
})
