import { Button, SegmentedControl } from '@mantine/core'
import { IconCalendar, IconPlus } from '@tabler/icons-react'
import { lazy, Suspense } from 'react'
import { Link } from 'wouter'
import { say } from '../../design/language.ts'
import { Screen } from '../../design/Screen.tsx'
import { Forbidden, Loading } from '../../design/states.tsx'
import { useListAddress } from '../../objects/address.ts'
import type { ObjectDeclaration } from '../../objects/api.ts'
import { Beside } from '../../objects/Beside.tsx'
import { placingOf } from '../../objects/calendar/placed.ts'
import { useFields, useObject, usePermission } from '../../objects/catalogue.ts'
import type { Composition } from '../../objects/compositions.ts'
import classes from './Agenda.module.css'

const Calendar = lazy(() => import('../../objects/calendar/Calendar.tsx').then((file) => ({ default: file.Calendar })))

// One's tasks and appointments where they stand in the week; those of the colleagues one sees, at a press.
export function Agenda({ compositions }: { compositions: Composition[] }) {
  const task = useObject('task')
  if (!task) return <Screen title={say('Agenda', 'Calendar')}><Forbidden /></Screen>
  return <AgendaOf task={task} compositions={compositions} />
}

function AgendaOf({ task, compositions }: { task: ObjectDeclaration; compositions: Composition[] }) {
  const address = useListAddress()
  const permission = usePermission(task.key)
  const placing = placingOf(task, useFields(task), null)
  const everyone = address.view === 'everyone'
  return (
    <Screen
      title={say('Agenda', 'Calendar')}
      icon={<IconCalendar size={20} stroke={1.7} />}
      actions={
        <>
          {permission.read !== 'own' && (
            <SegmentedControl
              size="xs"
              className={classes.whose}
              aria-label={say('De qui', 'Whose')}
              value={everyone ? 'everyone' : 'mine'}
              onChange={(whose) => address.change({ view: whose === 'everyone' ? whose : null })}
              data={[
                { value: 'mine', label: say('Moi', 'Mine') },
                { value: 'everyone', label: say('Tout le monde', 'Everyone') },
              ]}
            />
          )}
          {permission.create && (
            <Button component={Link} href={`/${task.path}/new`} leftSection={<IconPlus size={16} />}>
              {say('Créer', 'Create')}
            </Button>
          )}
        </>
      }
    >
      <Beside object={task} address={address} compositions={compositions}>
        <Suspense fallback={<Loading />}>
          {placing && (
            <Calendar object={task} placing={placing} candidates={[]} address={address} {...(everyone ? {} : { within: { field: 'owner', op: 'eq', value: 'me' } })} />
          )}
        </Suspense>
      </Beside>
    </Screen>
  )
}
