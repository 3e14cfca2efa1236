import { Button, CloseButton, Group, Menu, Modal, Paper, Progress, Select, Stack } from '@mantine/core'
import { IconChevronUp, IconEdit, IconRestore, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { problemFrom, type Problem } from '../changes/client.ts'
import { outbox, type Fields } from '../changes/outbox.ts'
import { refused, told } from '../changes/toasts.tsx'
import { showNumber } from '../design/formats.ts'
import { Icon } from '../design/Icon.tsx'
import { label, plural, say } from '../design/language.ts'
import { Complaints } from '../design/states.tsx'
import { ActionForm, actionQuestion } from './ActionForm.tsx'
import type { Action, BulkFailure, Field, ObjectDeclaration, RecordId } from './api.ts'
import classes from './BulkBar.module.css'
import { reasons, runOnMany, sliceSize, type BulkResult } from './bulkRun.ts'
import { usePermission } from './catalogue.ts'
import { useOffer } from './commands.ts'
import { FieldInputs } from './FieldInputs.tsx'
import { useFormFields } from './RecordForm.tsx'
import type { Question } from './records.ts'

type Props = {
  object: ObjectDeclaration
  ids: RecordId[]
  // Every record of the list, loaded or not.
  all: { question: Question; total: number } | null
  inBin: boolean
  select: (ids: RecordId[]) => void
}

type Asking = { kind: 'action'; action: Action } | { kind: 'change' } | { kind: 'delete' } | null

type Running = { handled: number; stop: () => void } | null

export function BulkBar({ object, ids, all, inBin, select }: Props) {
  const [everything, setEverything] = useState(false)
  const [asking, setAsking] = useState<Asking>(null)
  const [running, setRunning] = useState<Running>(null)
  const [refusals, setRefusals] = useState<BulkFailure[] | null>(null)
  const permission = usePermission(object.key)
  const count = everything && all ? all.total : ids.length

  async function run(action: string, inputs: Fields) {
    let isStopped = false
    const stop = () => void (isStopped = true)
    if (count > sliceSize) setRunning({ handled: 0, stop })
    try {
      const result = await runOnMany(object, everything && all ? { question: all.question } : { ids }, action, inputs, {
        progress: (handled) => setRunning((now) => now && { ...now, handled }),
        isStopped: () => isStopped,
      })
      tell(result)
      setEverything(false)
      if (result.failed.length > 0) setRefusals(result.failed)
      else select([])
    } finally {
      setRunning(null)
    }
  }

  useOffer({
    about: plural(count, { one: '# fiche sélectionnée', other: '# fiches sélectionnées' }, { one: '# selected record', other: '# selected records' }),
    commands: inBin ? [] : [
      ...(permission.change !== 'none' ? [{ key: 'bulk-change', words: say('Modifier', 'Change'), icon: 'tool', run: () => setAsking({ kind: 'change' }) }] : []),
      ...object.actions.filter((action) => action.bulk).map((action) => ({ key: `bulk-${action.key}`, words: label(action.label), icon: action.icon, run: () => setAsking({ kind: 'action', action }) })),
      ...(permission.delete !== 'none' ? [{ key: 'bulk-delete', words: say('Mettre à la corbeille', 'Move to the bin'), icon: 'x', run: () => setAsking({ kind: 'delete' }) }] : []),
    ],
  })

  if (running) return <Progressing {...running} count={count} />
  return (
    <Paper className={classes.bar} shadow="lg" role="toolbar" aria-label={say('Actions sur la sélection', 'Actions on the selection')}>
      <CloseButton onClick={() => select([])} aria-label={say('Abandonner la sélection', 'Clear the selection')} />
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
      {refusals && (
        <Refusals
          failed={refusals}
          close={(keep) => {
            select(keep ? refusals.map((failure) => failure.id) : [])
            setRefusals(null)
          }}
        />
      )}
      {asking?.kind === 'change' && <ChangeMany object={object} run={(fields) => run('change', { fields })} close={() => setAsking(null)} />}
    </Paper>
  )
}

function tell({ done, commits, wasStopped }: BulkResult) {
  const words = plural(done, { one: '# fiche traitée.', other: '# fiches traitées.' }, { one: '# record done.', other: '# records done.' })
  const stopped = wasStopped ? say(' Arrêté avant la fin.', ' Stopped before the end.') : ''
  if (done > 0 || wasStopped) told(words + stopped, commits.length > 0 ? () => outbox.undoMany(commits) : undefined)
}

function Progressing({ handled, stop, count }: { handled: number; stop: () => void; count: number }) {
  const [stopping, setStopping] = useState(false)
  return (
    <Paper className={classes.bar} shadow="lg" role="status">
      <span className={classes.count}>
        {showNumber(handled)} / {showNumber(count)}
      </span>
      <Progress className={classes.progress} value={(100 * handled) / Math.max(1, count)} aria-label={say('Avancement', 'Progress')} />
      <Button
        variant="default"
        size="compact-sm"
        loading={stopping}
        onClick={() => {
          setStopping(true)
          stop()
        }}
      >
        {say('Arrêter', 'Stop')}
      </Button>
    </Paper>
  )
}

// Why some were refused, each reason once; the refused ones may stay selected for another try.
function Refusals({ failed, close }: { failed: BulkFailure[]; close: (keep: boolean) => void }) {
  return (
    <Modal
      opened
      onClose={() => close(false)}
      title={plural(failed.length, { one: '# fiche laissée telle quelle', other: '# fiches laissées telles quelles' }, { one: '# record left as it was', other: '# records left as they were' })}
    >
      <Stack>
        <ul className={classes.reasons}>
          {reasons(failed).map(({ message, count }) => (
            <li key={message}>
              <b>{showNumber(count)}</b> {message}
            </li>
          ))}
        </ul>
        <Group justify="flex-end">
          <Button variant="default" onClick={() => close(true)}>
            {say('Les garder sélectionnées', 'Keep them selected')}
          </Button>
          <Button onClick={() => close(false)} data-autofocus>
            {say('Compris', 'Got it')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}

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
