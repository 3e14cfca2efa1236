import { DateInput, DateTimePicker, DatesProvider } from '@mantine/dates'
import '@mantine/dates/styles.css'
import 'dayjs/locale/fr'
import { isoDate } from '../../design/formats.ts'
import { locale, say } from '../../design/language.ts'
import { parseFrenchDate } from '../../design/parse.ts'
import type { EditProps } from '../fieldType.tsx'
import { around } from '../inputs.tsx'

export function DateEdit(edit: EditProps<string>) {
  return (
    <DatesProvider settings={{ locale: locale(), firstDayOfWeek: 1 }}>
      <DateInput
        {...around(edit)}
        value={edit.value}
        onChange={edit.onChange}
        valueFormat="D MMM YYYY"
        dateParser={(text) => parseFrenchDate(text) ?? null}
        placeholder={say('jj/mm/aaaa', 'dd/mm/yyyy')}
        clearable={!edit.required}
        highlightToday
        popoverProps={{ withinPortal: true }}
      />
    </DatesProvider>
  )
}

export function MomentEdit(edit: EditProps<number>) {
  return (
    <DatesProvider settings={{ locale: locale(), firstDayOfWeek: 1 }}>
      <DateTimePicker
        {...around(edit)}
        value={typeof edit.value === 'number' ? localText(edit.value) : null}
        onChange={(text) => edit.onChange(text ? new Date(text.replace(' ', 'T')).getTime() : null)}
        valueFormat="D MMM YYYY, HH:mm"
        placeholder={say('Date et heure', 'Date and time')}
        clearable={!edit.required}
        highlightToday
        submitButtonProps={{ 'aria-label': say('Valider', 'Confirm') }}
      />
    </DatesProvider>
  )
}

// The picker speaks of wall-clock time in the browser's zone.
function localText(ms: number): string {
  const at = new Date(ms)
  return `${isoDate(at)} ${String(at.getHours()).padStart(2, '0')}:${String(at.getMinutes()).padStart(2, '0')}:00`
}
