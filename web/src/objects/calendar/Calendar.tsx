import { ActionIcon, Button, Modal, SegmentedControl, Select, useMatches } from '@mantine/core'
import { AgendaView, DayView, MonthView, WeekView, type DateTimeStringValue, type ScheduleEventData } from '@mantine/schedule'
import '@mantine/schedule/styles.css'
import 'dayjs/locale/fr'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import dayjs from 'dayjs'
import { useMemo, useState } from 'react'
import { useLocation } from 'wouter'
import { problemFrom } from '../../changes/client.ts'
import { attempt } from '../../changes/toasts.tsx'
import { label, locale, plural, say } from '../../design/language.ts'
import { Trouble } from '../../design/states.tsx'
import type { ListAddress } from '../address.ts'
import type { Field, ObjectDeclaration, StoredRecord } from '../api.ts'
import { usePermission } from '../catalogue.ts'
import { typeOf } from '../fieldTypes.ts'
import { both, type Filter } from '../filter.ts'
import { RecordForm } from '../RecordForm.tsx'
import { useRecords } from '../records.ts'
import { titleOf } from '../titles.ts'
import { changeRecord } from '../writes.ts'
import classes from './Calendar.module.css'
import { publicHolidays } from './holidays.ts'
import { periodOf, periodWords, spans, stepped, type Period, type Span } from './period.ts'
import { fieldsAt, hoursOf, inPeriod, isWholeDay, placeOf, type Place, type Placing } from './placed.ts'

type Props = {
  object: ObjectDeclaration
  placing: Placing
  // The fields by which a record may stand in the calendar.
  candidates: Field[]
  address: ListAddress
  // What narrows the list further than its address says.
  within?: Filter
}

const mostShown = 500
const workingHours: [string, string] = ['08:30:00', '18:00:00']
const closed = null

// Records where they stand in time: carried by mouse to another hour, made longer by their edge, made by drawing on a
// free one.
export function Calendar({ object, placing, candidates, address, within = {} }: Props) {
  const [, go] = useLocation()
  const isNarrow = useMatches({ base: true, sm: false })
  const span = spans.find((one) => one === address.span) ?? (isNarrow ? 'list' : isWholeDay(placing) ? 'month' : 'week')
  const day = address.day ?? dayjs().format('YYYY-MM-DD')
  const period = useMemo(() => periodOf(span, day), [span, day])
  const records = useRecords(object, { filter: both(both(address.filter, within), inPeriod(placing, period)), words: address.words, sort: placing.start.key, limit: mostShown, total: true })
  const moves = useMoved(object, placing)
  const permission = usePermission(object.key)
  const mayMove = permission.change !== 'none' && !placing.start.readonly
  const [drawn, draw] = useState<Place | null>(null)
  const events = [
    ...holidaysIn(period),
    ...records.list.map((record) => eventOf(object, placing, record, moves.placeOf(record), (field) => titleOf(object, record, records.titles) || field)),
  ]

  const shared = {
    date: day,
    events,
    locale: locale(),
    labels: words(),
    withHeader: false as const,
    renderEventBody: (event: ScheduleEventData) => <EventBody event={event} isWholeDay={isWholeDay(placing)} />,
    onDateChange: (date: string) => address.change({ day: date }),
    onViewChange: (view: string) => address.change({ span: view }),
    onEventClick: (event: ScheduleEventData) => {
      if (event.payload?.record) address.setPeek(String(event.id))
    },
    withEventsDragAndDrop: mayMove,
    canDragEvent: (event: ScheduleEventData) => event.payload?.record !== undefined,
    onEventDrop: ({ event, newStart, newEnd }: { event: ScheduleEventData; newStart: string; newEnd: string }) => moves.move(event, { start: newStart, end: newEnd }),
  }
  const hours = {
    ...hoursOf(records.list.map(moves.placeOf)),
    intervalMinutes: 30,
    slotHeight: 56,
    allDaySlotHeight: 30,
    eventDragInterval: 15,
    eventResizeInterval: 15,
    highlightBusinessHours: true,
    withEventResize: mayMove && placing.length !== null,
    canResizeEvent: (event: ScheduleEventData) => event.payload?.record !== undefined,
    onEventResize: shared.onEventDrop,
    withDragSlotSelect: permission.create,
    onSlotDragEnd: (start: DateTimeStringValue, end: DateTimeStringValue) => draw({ start, end }),
    onTimeSlotClick: ({ slotStart, slotEnd }: { slotStart: string; slotEnd: string }) => permission.create && draw({ start: slotStart, end: slotEnd }),
    onAllDaySlotClick: (date: string) => permission.create && draw({ start: `${date} 00:00:00`, end: `${date} 23:59:59` }),
  }

  const views: Record<Span, () => React.ReactNode> = {
    day: () => <DayView {...shared} {...hours} businessHours={isWorked(day) ? workingHours : ['00:00:00', '00:00:01']} />,
    week: () => (
      <WeekView
        {...shared}
        {...hours}
        highlightToday
        withWeekNumber={false}
        businessHours={{ 0: closed, 1: workingHours, 2: workingHours, 3: workingHours, 4: workingHours, 5: workingHours, 6: closed }}
        weekdayFormat="ddd"
      />
    ),
    month: () => (
      <MonthView
        {...shared}
        weekdayFormat="dddd"
        maxEventsPerDay={4}
        onDayClick={(date) => permission.create && draw({ start: `${date} 09:00:00`, end: `${date} 09:30:00` })}
      />
    ),
    list: () => <AgendaView events={events} locale={shared.locale} labels={shared.labels} onEventClick={shared.onEventClick} dateHeaderFormat={showDay} rangeStart={period.from.format('YYYY-MM-DD')} rangeEnd={period.to.subtract(1, 'day').format('YYYY-MM-DD')} />,
  }

  return (
    <div className={classes.calendar}>
      <header className={classes.head}>
        <Button variant="default" size="xs" onClick={() => address.change({ day: null })}>
          {say('Aujourd’hui', 'Today')}
        </Button>
        <ActionIcon.Group>
          <ActionIcon variant="default" size={30} aria-label={say('Période précédente', 'Previous period')} onClick={() => address.change({ day: stepped(span, day, -1) })}>
            <IconChevronLeft size={16} />
          </ActionIcon>
          <ActionIcon variant="default" size={30} aria-label={say('Période suivante', 'Next period')} onClick={() => address.change({ day: stepped(span, day, 1) })}>
            <IconChevronRight size={16} />
          </ActionIcon>
        </ActionIcon.Group>
        <h2 className={classes.period} aria-live="polite">
          {periodWords(span, day)}
        </h2>
        {records.list.length === mostShown && (
          <span className={classes.more}>{plural(mostShown, { one: 'La première fiche est montrée', other: 'Les # premières sont montrées' }, { one: 'The first is shown', other: 'The first # are shown' })}</span>
        )}
        <span className={classes.gap} />
        {candidates.length > 1 && (
          <Select
            size="xs"
            w={170}
            aria-label={say('Placer selon', 'Place by')}
            data={candidates.map((field) => ({ value: field.key, label: label(field.label) }))}
            value={placing.start.key}
            allowDeselect={false}
            onChange={(key) => address.change({ group: key })}
          />
        )}
        <SegmentedControl size="xs" aria-label={say('Durée montrée', 'Span')} value={span} onChange={(chosen) => address.change({ span: chosen })} data={spans.map((one) => ({ value: one, label: spanWords(one) }))} />
      </header>
      {records.failure ? <Trouble problem={problemFrom(records.failure)} retry={records.reload} /> : <div className={classes.view} data-span={span}>{views[span]()}</div>}
      {drawn && (
        <Modal opened onClose={() => draw(null)} size={680} title={say(`Créer : ${label(object.label).toLowerCase()}`, `New ${label(object.label).toLowerCase()}`)}>
          <RecordForm
            object={object}
            start={fieldsAt(placing, drawn)}
            onCreated={(record) => (draw(null), isNarrow ? go(`/${object.path}/${record.id}`) : address.setPeek(record.id))}
            onCancel={() => draw(null)}
          />
        </Modal>
      )}
    </div>
  )
}

function spanWords(span: Span): string {
  const named: Record<Span, string> = { day: say('Jour', 'Day'), week: say('Semaine', 'Week'), month: say('Mois', 'Month'), list: say('Liste', 'List') }
  return named[span]
}

const showDay = (date: string) => periodWords('day', date)

const isWorked = (day: string) => ![0, 6].includes(dayjs(day).day())

// Where a record stands while its move is under way: it goes back when the server refuses.
function useMoved(object: ObjectDeclaration, placing: Placing) {
  const [moved, setMoved] = useState<ReadonlyMap<string, Place>>(new Map())
  const put = (id: string, place: Place | null) =>
    setMoved((before) => {
      const next = new Map(before)
      if (place) next.set(id, place)
      else next.delete(id)
      return next
    })
  return {
    placeOf: (record: StoredRecord) => moved.get(record.id) ?? placeOf(placing, record),
    move(event: ScheduleEventData, place: Place) {
      const record = event.payload?.record as StoredRecord | undefined
      if (!record) return
      put(record.id, place)
      void attempt(() => changeRecord(object, record, fieldsAt(placing, place))).finally(() => put(record.id, null))
    },
  }
}

function eventOf(object: ObjectDeclaration, placing: Placing, record: StoredRecord, place: Place, titled: (otherwise: string) => string): ScheduleEventData {
  return { id: record.id, title: titled(label(placing.start.label)), ...place, color: colourOf(object, record), payload: { record } }
}

// The colour of the first choice that has one, as on a card.
function colourOf(object: ObjectDeclaration, record: StoredRecord): string {
  const chosen = object.fields.filter((field) => typeOf(field).asks === 'options').map((field) => field.options?.find((option) => option.key === record[field.key])?.color)
  return chosen.find(Boolean) ?? 'gray'
}

function holidaysIn({ from, to }: Period): ScheduleEventData[] {
  const years = [...new Set([from.year(), to.year()])]
  return years
    .flatMap((year) => [...publicHolidays(year)])
    .filter(([day]) => day >= from.format('YYYY-MM-DD') && day < to.format('YYYY-MM-DD'))
    .map(([day, name]) => ({ id: `holiday-${day}`, title: name, start: `${day} 00:00:00`, end: dayjs(day).add(1, 'day').format('YYYY-MM-DD 00:00:00'), color: 'gray' }))
}

function EventBody({ event, isWholeDay: whole }: { event: ScheduleEventData; isWholeDay: boolean }) {
  const colour = event.payload ? event.color : undefined
  return (
    <span className={classes.body} data-holiday={!colour || undefined}>
      {colour && <span className={classes.dot} style={{ background: `var(--mantine-color-${colour}-6)` }} aria-hidden="true" />}
      {colour && !whole && <time className={classes.hour}>{dayjs(event.start).format('HH:mm')}</time>}
      <span className={classes.title}>{event.title}</span>
    </span>
  )
}

const words = () => ({
  day: say('Jour', 'Day'),
  week: say('Semaine', 'Week'),
  month: say('Mois', 'Month'),
  year: say('Année', 'Year'),
  allDay: say('Journée', 'All day'),
  weekday: say('Jour de la semaine', 'Weekday'),
  timeSlot: say('Créneau', 'Time slot'),
  today: say('Aujourd’hui', 'Today'),
  next: say('Suivant', 'Next'),
  previous: say('Précédent', 'Previous'),
  more: say('de plus', 'more'),
  noEvents: say('Rien de prévu sur cette période', 'Nothing planned in this period'),
  moreLabel: (count: number) => plural(count, { one: '+ # autre', other: '+ # autres' }, { one: '+ # more', other: '+ # more' }),
  agenda: say('Liste', 'List'),
})
