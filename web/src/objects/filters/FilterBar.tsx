import { ActionIcon, Button, Popover, Select, Stack, Tooltip, UnstyledButton } from '@mantine/core'
import { IconAdjustmentsHorizontal, IconFilter, IconPlus, IconX } from '@tabler/icons-react'
import { lazy, Suspense, useState } from 'react'
import { say } from '../../design/language.ts'
import type { Field, ObjectDeclaration, Titles } from '../api.ts'
import { systemFields, useFields } from '../catalogue.ts'
import { typeOf } from '../fieldTypes.ts'
import { filterOf, groupOf, isGroup, type Condition, type Filter, type FilterPart } from '../filter.ts'
import { ConditionLine } from './ConditionLine.tsx'
import { conditionWords, groupWords, isComplete } from './conditions.ts'
import classes from './FilterBar.module.css'
import { joinWords } from './joinWords.ts'

const FilterBuilder = lazy(() => import('./FilterBuilder.tsx').then((file) => ({ default: file.FilterBuilder })))

type Props = { object: ObjectDeclaration; filter: Filter; titles: Titles; onChange: (filter: Filter) => void }

// What narrows the list, in words: one chip a condition; groups of them open the builder.
export function FilterBar({ object, filter, titles, onChange }: Props) {
  const fields = [...useFields(object), ...systemFields].filter((field) => typeOf(field).filters.length > 0)
  const group = groupOf(filter)
  const [editing, setEditing] = useState<number | null>(null)
  const [building, setBuilding] = useState(false)

  const put = (parts: FilterPart[], join = group.join) => onChange(filterOf({ join, parts }))
  const replace = (index: number, part: FilterPart) => put(index < group.parts.length ? group.parts.with(index, part) : [...group.parts, part])
  const remove = (index: number) => {
    put(group.parts.toSpliced(index, 1))
    setEditing(null)
  }

  return (
    <div className={classes.bar}>
      {group.parts.map((part, index) =>
        isGroup(part) ? (
          <span key={index} className={classes.chip}>
            <UnstyledButton className={classes.words} onClick={() => setBuilding(true)} title={groupWords(fields, part, titles)}>
              {groupWords(fields, part, titles)}
            </UnstyledButton>
            <Remove name={say('le groupe', 'the group')} remove={() => remove(index)} />
          </span>
        ) : (
          <Chip
            key={index}
            words={conditionWords(fields, part, titles)}
            remove={() => remove(index)}
            opened={editing === index}
            setOpened={(opened) => setEditing(opened ? index : null)}
          >
            <ConditionEdit fields={fields} titles={titles} condition={part} onChange={(next) => replace(index, next)} done={() => setEditing(null)} />
          </Chip>
        ),
      )}
      {(group.parts.length > 1 || group.join === 'none') && (
        <Select
          size="xs"
          w={170}
          aria-label={say('Comment se combinent les conditions', 'How conditions combine')}
          data={joinWords()}
          value={group.join}
          allowDeselect={false}
          onChange={(join) => put(group.parts, join === 'any' || join === 'none' ? join : 'all')}
        />
      )}
      <AddCondition
        opened={editing === group.parts.length}
        setOpened={(opened) => setEditing(opened ? group.parts.length : null)}
        first={group.parts.length === 0}
      >
        <ConditionEdit
          key={group.parts.length}
          fields={fields}
          titles={titles}
          condition={null}
          onChange={() => {}}
          done={(condition) => {
            if (condition) replace(group.parts.length, condition)
            setEditing(null)
          }}
        />
      </AddCondition>
      <Tooltip label={say('Composer le filtre : groupes, et / ou', 'Compose the filter: groups, and / or')}>
        <ActionIcon variant="subtle" color="gray" size={30} aria-label={say('Composer le filtre', 'Compose the filter')} onClick={() => setBuilding(true)}>
          <IconAdjustmentsHorizontal size={17} />
        </ActionIcon>
      </Tooltip>
      {building && (
        <Suspense>
          <FilterBuilder
            object={object}
            fields={fields}
            titles={titles}
            filter={filter}
            close={() => setBuilding(false)}
            apply={(next) => {
              onChange(next)
              setBuilding(false)
            }}
          />
        </Suspense>
      )}
    </div>
  )
}

function Remove({ name, remove }: { name: string; remove: () => void }) {
  return (
    <UnstyledButton className={classes.remove} onClick={remove} aria-label={`${say('Retirer', 'Remove')} ${name}`}>
      <IconX size={13} />
    </UnstyledButton>
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
        <Remove name={words.field} remove={remove} />
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
  const propose = (next: Condition) => {
    setDraft(next)
    const chosen = fields.find((one) => one.key === next.field)
    if (chosen && isComplete(chosen, next)) onChange(next)
  }
  return (
    <Stack gap="xs" w={300} maw="82vw">
      <ConditionLine fields={fields} titles={titles} condition={draft} onChange={propose} />
      <Button disabled={!draft || !field || !isComplete(field, draft)} onClick={() => done(draft)}>
        {say('Appliquer', 'Apply')}
      </Button>
    </Stack>
  )
}
