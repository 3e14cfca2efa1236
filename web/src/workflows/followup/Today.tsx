import { Button, Group, Menu, ActionIcon } from '@mantine/core'
import { IconDots, IconPhone, IconSunHigh } from '@tabler/icons-react'
import { Link } from 'wouter'
import { problemFrom } from '../../changes/client.ts'
import { attempt } from '../../changes/toasts.tsx'
import { Icon } from '../../design/Icon.tsx'
import { isoDate } from '../../design/formats.ts'
import { locale, plural, say } from '../../design/language.ts'
import { Screen } from '../../design/Screen.tsx'
import { Empty, Loading, Trouble } from '../../design/states.tsx'
import type { ObjectDeclaration, StoredRecord } from '../../objects/api.ts'
import { useMe, useObject, usePermission } from '../../objects/catalogue.ts'
import { useRecords } from '../../objects/records.ts'
import { titleOf } from '../../objects/titles.ts'
import { act, changeRecord } from '../../objects/writes.ts'
import { atMost, dayList, dueTasks, lateOpportunities, newLeads, type Thing } from './dayList.ts'
import { Indicators } from './Indicators.tsx'
import classes from './Today.module.css'

export function Today() {
  const { user } = useMe()
  const day = useDay()
  const date = new Intl.DateTimeFormat(locale(), { weekday: 'long', day: 'numeric', month: 'long' }).format(new Date())
  const firstName = user.name.split(' ')[0] ?? user.name
  return (
    <Screen title={say('Aujourd’hui', 'Today')} icon={<IconSunHigh size={20} stroke={1.7} />} scroll>
      <div className={classes.today}>
        <p className={classes.date}>{date}</p>
        <h2 className={classes.hello}>{say(`Bonjour ${firstName}`, `Hello ${firstName}`)}</h2>
        <p className={classes.summary}>{summary(day.things.length, day.isLoading)}</p>
        {day.failure && <Trouble problem={problemFrom(day.failure)} retry={day.reload} />}
        {day.isLoading && <Loading rows={5} />}
        {!day.isLoading && !day.failure && day.things.length === 0 && (
          <Empty icon={<IconSunHigh size={26} />} title={say('Rien ne presse', 'Nothing is pressing')}>
            {say('Aucune tâche due, aucune piste sans réponse, aucune affaire en retard.', 'No task due, no lead unanswered, no deal late.')}
          </Empty>
        )}
        <ul className={classes.things}>
          {day.things.map((thing) => (
            <ThingItem key={thing.record.id} thing={thing} titles={day.titles} />
          ))}
        </ul>
        <Indicators />
      </div>
    </Screen>
  )
}

function summary(count: number, isLoading: boolean): string {
  if (isLoading || count === 0) return ''
  if (count === atMost) return say('Les sept choses les plus utiles à faire maintenant.', 'The seven most useful things to do now.')
  return plural(
    count,
    { one: 'Une seule chose vous attend.', other: '# choses vous attendent.' },
    { one: 'One thing awaits you.', other: '# things await you.' },
  )
}

function useDay() {
  const task = useObject('task')
  const lead = useObject('lead')
  const opportunity = useObject('opportunity')
  const tasks = useSome(task, dueTasks, 'due_at')
  const leads = useSome(lead, newLeads, '-created_at')
  const opportunities = useSome(opportunity, lateOpportunities(usePermission('opportunity').change), '-amount')
  const all = [tasks, leads, opportunities]
  return {
    things: dayList(tasks.list, leads.list, opportunities.list),
    titles: { ...tasks.titles, ...leads.titles, ...opportunities.titles },
    isLoading: all.some((one) => one.isLoading),
    failure: all.find((one) => one.failure)?.failure ?? null,
    reload: () => all.forEach((one) => one.reload()),
  }
}

const absent = { key: '', path: '' } as ObjectDeclaration

function useSome(object: ObjectDeclaration | undefined, filter: Parameters<typeof useRecords>[1]['filter'], sort: string) {
  const { permissions } = useMe()
  // What one may not change is nothing to do for one.
  const mayAct = !!object && (permissions[object.key]?.change ?? 'none') !== 'none'
  return useRecords(object ?? absent, { ...(filter ? { filter } : {}), sort, limit: atMost }, mayAct)
}

function ThingItem({ thing, titles }: { thing: Thing; titles: Record<string, string> }) {
  const { user } = useMe()
  const object = useObject(thing.kind)
  if (!object) return null
  const { record, reason } = thing
  return (
    <li className={classes.thing} data-kind={thing.kind}>
      <span className={classes.icon}>
        <Icon name={object.icon} object={object.key} size={18} />
      </span>
      <div className={classes.words}>
        <Link href={`/${object.path}/${record.id}`} className={classes.title}>
          {titleOf(object, record, titles)}
        </Link>
        <span className={classes.reason}>
          {reason}
          {context(record, user.id, titles)}
        </span>
      </div>
      <Answers thing={thing} object={object} />
    </li>
  )
}

// What it is about, and whose it is when it is someone else's.
function context({ about, owner }: StoredRecord, me: string, titles: Record<string, string>): string {
  const named = [about, owner === me ? null : owner].map((id) => (typeof id === 'string' ? titles[id] : undefined))
  return named.filter(Boolean).map((words) => ` · ${words}`).join('')
}

type Answer = { words: string; run: () => Promise<unknown> }

// One tap settles the thing, or moves it to when it can be.
function Answers({ thing, object }: { thing: Thing; object: ObjectDeclaration }) {
  const { record } = thing
  const [first, ...others] = answersTo(thing, object)
  const phone = typeof record.phone === 'string' ? record.phone : null
  return (
    <Group gap={6} wrap="nowrap">
      {phone && (
        <Button component="a" href={`tel:${phone}`} variant="default" size="xs" leftSection={<IconPhone size={15} />} className={classes.call}>
          {say('Appeler', 'Call')}
        </Button>
      )}
      {first && (
        <Button variant="light" size="xs" onClick={() => void attempt(first.run)}>
          {first.words}
        </Button>
      )}
      {others.length > 0 && (
        <Menu position="bottom-end" withinPortal>
          <Menu.Target>
            <ActionIcon variant="subtle" color="gray" aria-label={say('Autres réponses', 'Other answers')}>
              <IconDots size={17} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {others.map((answer) => (
              <Menu.Item key={answer.words} onClick={() => void attempt(answer.run)}>
                {answer.words}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
    </Group>
  )
}

function answersTo({ kind, record }: Thing, object: ObjectDeclaration): Answer[] {
  const doing = (key: string, inputs: Record<string, unknown> = {}) => {
    const action = object.actions.find((one) => one.key === key)
    return action ? () => act(object, record.id, action, inputs) : null
  }
  const answers: Record<Thing['kind'], [string, (() => Promise<unknown>) | null][]> = {
    task: [
      [say('Fait', 'Done'), doing('complete')],
      [say('Reporter à demain', 'Tomorrow'), doing('postpone', { until: tomorrowMorning() })],
      [say('Reporter d’une semaine', 'In a week'), doing('postpone', { until: tomorrowMorning(7) })],
    ],
    lead: [[say('Qualifier', 'Qualify'), doing('qualify')]],
    opportunity: [
      [say('Gagnée', 'Won'), doing('win')],
      [say('Repousser d’un mois', 'Push back a month'), () => changeRecord(object, record, { expected_close: inOneMonth() })],
    ],
  }
  return answers[kind].flatMap(([words, run]) => (run ? [{ words, run }] : []))
}

function tomorrowMorning(days = 1): number {
  const at = new Date()
  at.setDate(at.getDate() + days)
  return at.setHours(9, 0, 0, 0)
}

function inOneMonth(): string {
  const date = new Date()
  date.setMonth(date.getMonth() + 1)
  return isoDate(date)
}
