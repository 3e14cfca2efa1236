import { Anchor, Tabs, useMatches } from '@mantine/core'
import { IconChevronLeft } from '@tabler/icons-react'
import { useLocation, Link } from 'wouter'
import { problemFrom } from '../changes/client.ts'
import { Icon } from '../design/Icon.tsx'
import { showSince } from '../design/formats.ts'
import { label, say } from '../design/language.ts'
import { Screen } from '../design/Screen.tsx'
import { Loading, Trouble } from '../design/states.tsx'
import { ActionButtons } from './ActionButtons.tsx'
import type { Field, ObjectDeclaration, RecordAnswer, StoredRecord } from './api.ts'
import { useFields, usePermission } from './catalogue.ts'
import { typeOf } from './fieldTypes.ts'
import { matches } from './filter.ts'
import { HistoryList } from './HistoryList.tsx'
import { InlineField } from './InlineField.tsx'
import { sectionsOf } from './RecordForm.tsx'
import classes from './RecordScreen.module.css'
import { useRecord } from './records.ts'
import { RelatedLists, useRelations } from './RelatedLists.tsx'
import { titleOf } from './titles.ts'
import { changeRecord } from './writes.ts'

// One record: what it is, what can be done, what belongs to it and how it came to be so.
export function RecordScreen({ object, id }: { object: ObjectDeclaration; id: string }) {
  const { data, error, isPending, refetch } = useRecord(object, id)
  if (isPending) return <Screen title={label(object.label)}><Loading /></Screen>
  if (!data) return <Screen title={label(object.label)}><Trouble problem={problemFrom(error)} retry={() => void refetch()} /></Screen>
  return <Loaded object={object} answer={data} />
}

function Loaded({ object, answer }: { object: ObjectDeclaration; answer: RecordAnswer }) {
  const [, go] = useLocation()
  const { record, titles = {} } = answer
  const isNarrow = useMatches({ base: true, md: false })
  return (
    <Screen
      title={titleOf(object, record, titles)}
      icon={<Back object={object} />}
      actions={<ActionButtons object={object} answer={answer} onDeleted={() => go(`/${object.path}`)} />}
    >
      {isNarrow ? (
        <Narrow object={object} answer={answer} />
      ) : (
        <div className={classes.columns}>
          <aside className={classes.facts}>
            <Facts object={object} answer={answer} />
          </aside>
          <div className={classes.story}>
            <RelatedLists object={object} record={record} />
            <h2 className={classes.heading}>{say('Historique', 'History')}</h2>
            <HistoryList object={object} id={record.id} />
          </div>
        </div>
      )}
    </Screen>
  )
}

function Narrow({ object, answer }: { object: ObjectDeclaration; answer: RecordAnswer }) {
  const relations = useRelations(object)
  return (
    <Tabs defaultValue="facts" className={classes.tabs} keepMounted={false}>
      <Tabs.List grow>
        <Tabs.Tab value="facts">{say('Fiche', 'Details')}</Tabs.Tab>
        {relations.length > 0 && <Tabs.Tab value="related">{say('Liens', 'Related')}</Tabs.Tab>}
        <Tabs.Tab value="history">{say('Historique', 'History')}</Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="facts" className={classes.panel}>
        <Facts object={object} answer={answer} />
      </Tabs.Panel>
      <Tabs.Panel value="related" className={classes.panel}>
        <RelatedLists object={object} record={answer.record} />
      </Tabs.Panel>
      <Tabs.Panel value="history" className={classes.panel}>
        <HistoryList object={object} id={answer.record.id} />
      </Tabs.Panel>
    </Tabs>
  )
}

const Back = ({ object }: { object: ObjectDeclaration }) => (
  <Anchor component={Link} href={`/${object.path}`} className={classes.back} aria-label={label(object.plural)}>
    <IconChevronLeft size={16} aria-hidden="true" />
    <Icon name={object.icon} object={object.key} size={18} />
  </Anchor>
)

function Facts({ object, answer }: { object: ObjectDeclaration; answer: RecordAnswer }) {
  const { record, titles = {}, may } = answer
  const readonly = usePermission(object.key).readonly_fields ?? []
  const fields = useFields(object)
  const isLocked = (key: string) => may?.change === false || readonly.includes(key)
  return (
    <>
      {sectionsOf(fields).map(([section, inside]) => (
        <section key={section} className={classes.section}>
          {section !== 'main' && <h2 className={classes.heading}>{section}</h2>}
          <dl className={classes.list}>
            {inside
              .filter((field) => isShown(field, record))
              .map((field) => (
                <InlineField
                  key={field.id}
                  field={field}
                  record={record}
                  titles={titles}
                  locked={field.readonly || isLocked(field.key)}
                  save={(value) => changeRecord(object, record, { [field.key]: value })}
                />
              ))}
          </dl>
        </section>
      ))}
      <p className={classes.since}>{created(record.created_at, record.updated_at)}</p>
    </>
  )
}

// What a field holds is never hidden, even when its condition no longer holds.
const isShown = (field: Field, record: StoredRecord) =>
  !typeOf(field).isEmpty(record[field.key]) || (!field.readonly && matches(field.when, record))

function created(createdAt: unknown, updatedAt: unknown): string {
  if (typeof createdAt !== 'number') return ''
  const first = say(`Créé ${showSince(createdAt)}`, `Created ${showSince(createdAt)}`)
  if (typeof updatedAt !== 'number' || updatedAt === createdAt) return first
  return say(`${first}, modifié ${showSince(updatedAt)}`, `${first}, changed ${showSince(updatedAt)}`)
}
