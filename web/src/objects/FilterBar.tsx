import { Button, Popover, Select, Stack, UnstyledButton } from '@mantine/core'
import { IconFilter, IconPlus, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { label, say } from '../design/language.ts'
import type { Field, ObjectDeclaration, Titles } from './api.ts'
import { systemFields, useFields } from './catalogue.ts'
import { filterOf, sheetOf, type Condition, type Filter } from './filter.ts'
import classes from './FilterBar.module.css'
import { conditionWords, isComplete, operatorOf } from './conditions.ts'
import type { Operator } from './operators.ts'
import { typeOf } from './fieldTypes.ts'

type Props = { object: ObjectDeclaration; filter: Filter; titles: Titles; onChange: (filter: Filter) => void }

export function FilterBar({ object, filter, titles, onChange }: Props) {
  const fields = [...useFields(object), ...systemFields].filter((field) => typeOf(field).filters.length > 0)
  const sheet = sheetOf(filter)
  const [editing, setEditing] = useState<number | null>(null)
  if (!sheet) return <DeepFilter clear={() => onChange({})} />

  const put = (conditions: Condition[], join = sheet.join) => onChange(filterOf({ join, conditions }))
  const replace = (index: number, condition: Condition) =>
    put(index < sheet.conditions.length ? sheet.conditions.map((one, at) => (at === index ? condition : one)) : [...sheet.conditions, condition])
  const remove = (index: number) => {
    put(sheet.conditions.filter((_, at) => at !== index))
    setEditing(null)
  }

  return (
    <div className={classes.bar}>
      {sheet.conditions.map((condition, index) => (
        <Chip
          key={index}
          words={conditionWords(fields, condition, titles)}
          remove={() => remove(index)}
          opened={editing === index}
          setOpened={(opened) => setEditing(opened ? index : null)}
        >
          <ConditionEdit fields={fields} titles={titles} condition={condition} onChange={(next) => replace(index, next)} done={() => setEditing(null)} />
        </Chip>
      ))}
      {sheet.conditions.length > 1 && (
        <Select
          size="xs"
          w={170}
          aria-label={say('Comment se combinent les conditions', 'How conditions combine')}
          data={[
            { value: 'all', label: say('Toutes à la fois', 'All of them') },
            { value: 'any', label: say('Au moins une', 'Any of them') },
          ]}
          value={sheet.join}
          allowDeselect={false}
          onChange={(join) => put(sheet.conditions, join === 'any' ? 'any' : 'all')}
        />
      )}
      <AddCondition
        opened={editing === sheet.conditions.length}
        setOpened={(opened) => setEditing(opened ? sheet.conditions.length : null)}
        first={sheet.conditions.length === 0}
      >
        <ConditionEdit
          key={sheet.conditions.length}
          fields={fields}
          titles={titles}
          condition={null}
          onChange={() => {}}
          done={(condition) => {
            if (condition) replace(sheet.conditions.length, condition)
            setEditing(null)
          }}
        />
      </AddCondition>
    </div>
  )
}

function DeepFilter({ clear }: { clear: () => void }) {
  return (
    <div className={classes.bar}>
      <span className={classes.chip}>
        <span className={classes.words}>{say('Filtre composé', 'Composed filter')}</span>
        <UnstyledButton className={classes.remove} onClick={clear} aria-label={say('Retirer le filtre', 'Remove the filter')}>
          <IconX size={13} />
        </UnstyledButton>
      </span>
    </div>
  )
}

type ChipProps = {
  words: { field: string; rest: string }
  remove: () => void
  opened: boolean
  setOpened: (opened: boolean) => void
  children: React.ReactNode
}

function Chip({ words, remove, opened, setOpened, children }: ChipProps) {
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-start" shadow="md" trapFocus withinPortal>
      <span className={classes.chip}>
        <Popover.Target>
          <UnstyledButton className={classes.words} onClick={() => setOpened(!opened)}>
            <b>{words.field}</b> {words.rest}
          </UnstyledButton>
        </Popover.Target>
        <UnstyledButton className={classes.remove} onClick={remove} aria-label={`${say('Retirer', 'Remove')} ${words.field}`}>
          <IconX size={13} />
        </UnstyledButton>
      </span>
      <Popover.Dropdown>{children}</Popover.Dropdown>
    </Popover>
  )
}

type AddProps = { opened: boolean; setOpened: (opened: boolean) => void; first: boolean; children: React.ReactNode }

function AddCondition({ opened, setOpened, first, children }: AddProps) {
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-start" shadow="md" trapFocus withinPortal>
      <Popover.Target>
        <Button
          variant={first ? 'default' : 'subtle'}
          size="xs"
          leftSection={first ? <IconFilter size={15} /> : <IconPlus size={15} />}
          onClick={() => setOpened(!opened)}
        >
          {first ? say('Filtrer', 'Filter') : say('Condition', 'Condition')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>{opened && children}</Popover.Dropdown>
    </Popover>
  )
}

type EditProps = {
  fields: Field[]
  titles: Titles
  condition: Condition | null
  onChange: (condition: Condition) => void
  done: (condition: Condition | null) => void
}

function ConditionEdit({ fields, titles, condition, onChange, done }: EditProps) {
  const [draft, setDraft] = useState<Condition | null>(condition)
  const field = fields.find((one) => one.key === draft?.field)
  const operator = field && draft ? operatorOf(field, draft) : undefined

  const propose = (next: Condition) => {
    setDraft(next)
    const chosen = fields.find((one) => one.key === next.field)
    if (chosen && isComplete(chosen, next)) onChange(next)
  }
  const start = (chosen: Field, next: Operator): Condition => ({
    field: chosen.key, op: next.op, ...(next.value === undefined ? {} : { value: next.value }),
  })

  return (
    <Stack gap="xs" w={300} maw="82vw">
      <Select
        label={say('Champ', 'Field')}
        data={fields.map((one) => ({ value: one.key, label: label(one.label) }))}
        value={draft?.field ?? null}
        searchable
        allowDeselect={false}
        comboboxProps={{ withinPortal: false }}
        data-autofocus
        onChange={(key) => {
          const chosen = fields.find((one) => one.key === key)
          const first = chosen && typeOf(chosen).filters[0]
          if (chosen && first) propose(start(chosen, first))
        }}
      />
      {field && draft && (
        <Select
          label={say('Condition', 'Condition')}
          data={typeOf(field).filters.map((one) => ({ value: one.key, label: label(one.words) }))}
          value={operator?.key ?? null}
          allowDeselect={false}
          comboboxProps={{ withinPortal: false }}
          onChange={(key) => {
            const next = typeOf(field).filters.find((one) => one.key === key)
            if (next) propose({ ...start(field, next), ...(next.operand !== 'none' && next.operand === operator?.operand ? { value: draft.value } : {}) })
          }}
        />
      )}
      {field && draft && operator && <Operands field={field} operator={operator} draft={draft} titles={titles} propose={propose} />}
      <Button disabled={!draft || !field || !isComplete(field, draft)} onClick={() => done(draft)}>
        {say('Appliquer', 'Apply')}
      </Button>
    </Stack>
  )
}

type OperandsProps = { field: Field; operator: Operator; draft: Condition; titles: Titles; propose: (next: Condition) => void }

function Operands({ field, operator, draft, titles, propose }: OperandsProps) {
  const { Operand } = typeOf(field)
  if (operator.operand === 'none') return null
  if (operator.operand !== 'two') {
    return (
      <Operand field={field} titles={titles} value={draft.value ?? null} ariaLabel={say('Valeur', 'Value')} onChange={(value) => propose({ ...draft, value })} />
    )
  }
  const pair = Array.isArray(draft.value) ? draft.value : [null, null]
  return (
    <>
      {[0, 1].map((at) => (
        <Operand
          key={at}
          field={field}
          titles={titles}
          value={pair[at] ?? null}
          label={at === 0 ? say('De', 'From') : say('À', 'To')}
          onChange={(value) => propose({ ...draft, value: at === 0 ? [value, pair[1]] : [pair[0], value] })}
        />
      ))}
    </>
  )
}
