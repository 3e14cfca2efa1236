import { ActionIcon, Button } from '@mantine/core'
import { IconPencil, IconPlus, IconUsersGroup } from '@tabler/icons-react'
import { useState } from 'react'
import { problemFrom } from '../changes/client.ts'
import { say } from '../design/language.ts'
import { Empty, Loading, Trouble } from '../design/states.tsx'
import { ActionForm } from '../objects/ActionForm.tsx'
import type { StoredRecord } from '../objects/api.ts'
import { useFields, useMe, useObject } from '../objects/catalogue.ts'
import type { ObjectDeclaration } from '../objects/api.ts'
import { useRecords } from '../objects/records.ts'
import { changeRecord, createRecord } from '../objects/writes.ts'
import { Page } from './Page.tsx'
import classes from './Settings.module.css'

export function Teams() {
  const object = useObject('team')
  return object ? <TeamPage object={object} /> : null
}

function TeamPage({ object }: { object: ObjectDeclaration }) {
  const mayManage = useMe().may.includes('manage_users')
  const teams = useRecords(object, { sort: 'name', limit: 100 })
  const inputs = useFields(object).filter((field) => !field.readonly)
  const [asking, setAsking] = useState<StoredRecord | 'new' | null>(null)
  const team = asking === 'new' ? null : asking
  return (
    <Page
      title={say('Équipes', 'Teams')}
      words={say('Une équipe voit ses fiches et celles des équipes placées sous elle.', 'A team sees its records and those of the teams below it.')}
      action={
        mayManage && (
          <Button leftSection={<IconPlus size={16} />} onClick={() => setAsking('new')}>
            {say('Ajouter', 'Add')}
          </Button>
        )
      }
    >
      {teams.isLoading && <Loading rows={3} />}
      {teams.failure && <Trouble problem={problemFrom(teams.failure)} retry={teams.reload} />}
      {!teams.isLoading && !teams.failure && teams.list.length === 0 && (
        <Empty icon={<IconUsersGroup size={26} />} title={say('Aucune équipe', 'No team')}>
          {say('À quelques-uns, c’est inutile : tout le monde peut tout voir.', 'A few people do not need any.')}
        </Empty>
      )}
      {teams.list.length > 0 && (
        <ul className={classes.list}>
          {teams.list.map((one) => (
            <li key={one.id} className={classes.item}>
              <IconUsersGroup size={18} stroke={1.6} aria-hidden="true" />
              <span className={classes.itemWords}>
                <span className={classes.itemTitle}>{String(one.name ?? '')}</span>
                {typeof one.parent === 'string' && <span className={classes.itemDetail}>{say(`sous ${teams.titles[one.parent] ?? ''}`, `under ${teams.titles[one.parent] ?? ''}`)}</span>}
              </span>
              {mayManage && (
                <ActionIcon variant="subtle" color="gray" onClick={() => setAsking(one)} aria-label={`${say('Modifier', 'Edit')} ${String(one.name)}`}>
                  <IconPencil size={16} />
                </ActionIcon>
              )}
            </li>
          ))}
        </ul>
      )}
      {asking && (
        <ActionForm
          title={team ? String(team.name ?? '') : say('Nouvelle équipe', 'New team')}
          inputs={inputs}
          titles={teams.titles}
          start={team ? Object.fromEntries(inputs.map((field) => [field.key, team[field.key]])) : {}}
          confirmLabel={say('Enregistrer', 'Save')}
          run={(fields) => (team ? changeRecord(object, team, { parent: null, ...fields }) : createRecord(object, fields))}
          close={() => setAsking(null)}
        />
      )}
    </Page>
  )
}
