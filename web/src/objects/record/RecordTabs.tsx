import { Tabs } from '@mantine/core'
import { say } from '../../design/language.ts'
import type { ObjectDeclaration, RecordAnswer } from '../api.ts'
import type { Composition } from '../compositions.ts'
import { Timeline } from '../timeline/Timeline.tsx'
import { Composer } from './Composer.tsx'
import { Facts } from './Facts.tsx'
import classes from './RecordTabs.module.css'
import { RelatedLists, useRelations } from './RelatedLists.tsx'

type Props = { object: ObjectDeclaration; answer: RecordAnswer; compositions: Composition[] }

// A record where there is room for one thing at a time: on a phone, or beside a list.
export function RecordTabs({ object, answer, compositions }: Props) {
  const { record } = answer
  const relations = useRelations(object)
  return (
    <Tabs defaultValue="facts" className={classes.tabs} keepMounted={false}>
      <Tabs.List grow>
        <Tabs.Tab value="facts">{say('Fiche', 'Details')}</Tabs.Tab>
        <Tabs.Tab value="activity">{say('Activité', 'Activity')}</Tabs.Tab>
        {relations.length > 0 && <Tabs.Tab value="related">{say('Liens', 'Related')}</Tabs.Tab>}
      </Tabs.List>
      <Tabs.Panel value="facts" className={classes.panel}>
        <Facts object={object} answer={answer} />
      </Tabs.Panel>
      <Tabs.Panel value="activity" className={classes.panel}>
        <Composer object={object} record={record} compositions={compositions} />
        <Timeline object={object} id={record.id} />
      </Tabs.Panel>
      <Tabs.Panel value="related" className={classes.panel}>
        <RelatedLists object={object} record={record} />
      </Tabs.Panel>
    </Tabs>
  )
}
