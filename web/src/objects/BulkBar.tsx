import { Button, CloseButton, Menu, Paper, Select, Stack, Modal, Group } from '@mantine/core'
import { IconChevronUp, IconEdit, IconTrash, IconRestore } from '@tabler/icons-react'
import { useState } from 'react'
import { problemFrom, type Problem } from '../changes/client.ts'
import { refused } from '../changes/toasts.tsx'
import type { Fields } from '../changes/outbox.ts'
import { Icon } from '../design/Icon.tsx'
import { label, plural, say } from '../design/language.ts'
import { Complaints } from '../design/states.tsx'
import { ActionForm, actionQuestion } from './ActionForm.tsx'
import type { Action, Field, ObjectDeclaration, RecordId } from './api.ts'
import { usePermission } from './catalogue.ts'
import classes from './BulkBar.module.css'
import { FieldInputs } from './FieldInputs.tsx'
import type { Filter } from './filter.ts'
import { useFormFields } from './RecordForm.tsx'
import { actOnMany } from './writes.ts'

type Props = {
  object: ObjectDeclaration
  ids: RecordId[]
  // Every record of the list, loaded or not.
  all: { filter: Filter; total: number } | null
  inBin: boolean
  clear: () => void
}

type Asking = { kind: 'action'; action: Action } | { kind: 'change' } | { kind: 'delete' } | null

export function BulkBar({ object, ids, all, inBin, clear }: Props) {
  const [everything, setEverything] = useState(false)
  const [asking, setAsking] = useState<Asking>(null)
  const permission = usePermission(object.key)
  const chosen = everything && all ? { filter: all.filter } : { ids }
  const count = everything && all ? all.total : ids.length

  async function run(action: string, inputs: Fields) {
    const answer = await actOnMany(object, chosen, action, inputs)
    const first = answer.failed[0]
    if (first) refused(new Error(refusalWords(answer.failed.length, first.message)))
    clear()
  }

  return (
    <Paper className={classes.bar} shadow="lg" role="toolbar" aria-label={say('Actions sur la sélection', 'Actions on the selection')}>
      <CloseButton onClick={clear} aria-label={say('Abandonner la sélection', 'Clear the selection')} />
      <span className={classes.count} aria-live="polite">
        {plural(count, { one: '# sélectionné', other: '# sélectionnés' }, { one: '# selected', other: '# selected' })}
      </span>
      {all && all.total > ids.length && !everything && (
        <Button variant="subtle" size="compact-sm" onClick={() => setEverything(true)}>
          {plural(all.total, { one: 'Prendre le seul', other: 'Prendre les #' }, { one: 'Take the only one', other: 'Take all #' })}
        </Button>
      )}
      <span className={classes.gap} />
      {inBin ? (
        <Button variant="default" leftSection={<IconRestore size={16} />} onClick={() => void run('restore', {}).catch(refused)}>
          {say('Restaurer', 'Restore')}
        </Button>
      ) : (
        <>
          {permission.change !== 'none' && (
            <Button variant="default" leftSection={<IconEdit size={16} />} onClick={() => setAsking({ kind: 'change' })}>
              {say('Modifier', 'Change')}
            </Button>
          )}
          <MoreActions object={object} ask={(action) => setAsking({ kind: 'action', action })} />
          {permission.delete !== 'none' && (
            <Button variant="default" leftSection={<IconTrash size={16} />} onClick={() => setAsking({ kind: 'delete' })}>
              {say('Corbeille', 'Bin')}
            </Button>
          )}
        </>
      )}
      {asking?.kind === 'action' && (
        <ActionForm
          title={label(asking.action.label)}
          question={actionQuestion(asking.action.confirm)}
          inputs={asking.action.inputs}
          run={(inputs) => run(asking.action.key, inputs)}
          close={() => setAsking(null)}
        />
      )}
      {asking?.kind === 'delete' && (
        <ActionForm
          title={say('Mettre à la corbeille', 'Move to the bin')}
          question={plural(
            count,
            { one: '# fiche ira à la corbeille.', other: '# fiches iront à la corbeille.' },
            { one: '# record will go to the bin.', other: '# records will go to the bin.' },
          )}
          inputs={[]}
          danger
          run={() => run('delete', {})}
          close={() => setAsking(null)}
        />
      )}
      {asking?.kind === 'change' && <ChangeMany object={object} run={(fields) => run('change', { fields })} close={() => setAsking(null)} />}
    </Paper>
  )
}

const refusalWords = (count: number, first: string) =>
  plural(count, { one: '# refus', other: '# refus' }, { one: '# refusal', other: '# refusals' }) + say(' : ', ': ') + first

function MoreActions({ object, ask }: { object: ObjectDeclaration; ask: (action: Action) => void }) {
  const allowed = usePermission(object.key).actions
  const actions = object.actions.filter((action) => action.bulk && (!allowed || allowed.includes(action.key)))
  if (actions.length === 0) return null
  return (
    <Menu position="top-end" withinPortal>
      <Menu.Target>
        <Button variant="default" rightSection={<IconChevronUp size={16} />}>
          {say('Actions', 'Actions')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {actions.map((action) => (
          <Menu.Item key={action.key} leftSection={<Icon name={action.icon} size={16} />} onClick={() => ask(action)}>
            {label(action.label)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

function ChangeMany({ object, run, close }: { object: ObjectDeclaration; run: (fields: Fields) => Promise<void>; close: () => void }) {
  const fields = useFormFields(object).filter((field) => !field.unique)
  const [field, setField] = useState<Field | null>(null)
  const [value, setValue] = useState<unknown>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  return (
    <Modal opened onClose={close} title={say('Modifier un champ', 'Change a field')}>
      <Stack>
        <Complaints problem={problem} shown={field ? [field.key] : []} />
        <Select
          label={say('Champ', 'Field')}
          data={fields.map((one) => ({ value: one.key, label: label(one.label) }))}
          value={field?.key ?? null}
          searchable
          data-autofocus
          onChange={(key) => {
            setField(fields.find((one) => one.key === key) ?? null)
            setValue(null)
          }}
        />
        {field && (
          <FieldInputs
            fields={[{ ...field, required: false }]}
            values={{ [field.key]: value }}
            complaints={problem?.complaints ?? []}
            set={(_, next) => setValue(next)}
          />
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            {say('Fermer', 'Close')}
          </Button>
          <Button
            disabled={!field}
            onClick={() => field && void run({ [field.key]: value }).then(close, (failure: unknown) => setProblem(problemFrom(failure)))}
          >
            {say('Appliquer', 'Apply')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
