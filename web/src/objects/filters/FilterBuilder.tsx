import { ActionIcon, Button, Group, Modal, Select, Stack } from '@mantine/core'
import { IconBrackets, IconPlus, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { plural, say } from '../../design/language.ts'
import type { Field, ObjectDeclaration, Titles } from '../api.ts'
import { everything, filterOf, groupOf, isGroup, type Filter, type FilterGroup, type FilterPart } from '../filter.ts'
import { useTotals } from '../list/rows.ts'
import { ConditionLine } from './ConditionLine.tsx'
import { isWhole } from './conditions.ts'
import classes from './FilterBuilder.module.css'
import { joinWords } from './joinWords.ts'

type Props = { object: ObjectDeclaration; fields: Field[]; titles: Titles; filter: Filter; apply: (filter: Filter) => void; close: () => void }

const deepest = 3

// A condition without a field yet stands as one that names none.
const blank: FilterPart = { field: '', op: '' }

// The whole filter at once: conditions, groups of them, and how each group is joined.
export function FilterBuilder({ object, fields, titles, filter, apply, close }: Props) {
  const [draft, setDraft] = useState<FilterGroup>(() => {
    const group = groupOf(filter)
    return group.parts.length > 0 ? group : { ...group, parts: [blank] }
  })
  const ready = isWhole(fields, draft)
  const wanted = filterOf(draft)
  const { data } = useTotals(object, { filter: wanted }, [], ready)
  return (
    <Modal opened onClose={close} title={say('Composer le filtre', 'Compose the filter')} size="xl">
      <Stack>
        <GroupEdit fields={fields} titles={titles} group={draft} depth={1} onChange={setDraft} />
        <Group justify="space-between">
          <span className={classes.count} aria-live="polite">
            {ready && data
              ? plural(data.count, { one: '# fiche correspond', many: '# de fiches correspondent', other: '# fiches correspondent' }, { one: '# record matches', other: '# records match' })
              : ''}
          </span>
          <Group>
            <Button variant="subtle" onClick={() => apply(everything)}>
              {say('Tout retirer', 'Remove all')}
            </Button>
            <Button variant="default" onClick={close}>
              {say('Fermer', 'Close')}
            </Button>
            <Button disabled={!ready} onClick={() => apply(wanted)}>
              {say('Appliquer', 'Apply')}
            </Button>
          </Group>
        </Group>
      </Stack>
    </Modal>
  )
}

type GroupProps = { fields: Field[]; titles: Titles; group: FilterGroup; depth: number; onChange: (group: FilterGroup) => void; remove?: () => void }

function GroupEdit({ fields, titles, group, depth, onChange, remove }: GroupProps) {
  const put = (parts: FilterPart[]) => onChange({ ...group, parts })
  return (
    <div className={classes.group} data-depth={depth} role="group" aria-label={say('Groupe de conditions', 'Group of conditions')}>
      <div className={classes.head}>
        <Select
          size="xs"
          w={180}
          aria-label={say('Comment se combinent les conditions', 'How conditions combine')}
          data={joinWords()}
          value={group.join}
          allowDeselect={false}
          onChange={(join) => onChange({ ...group, join: join === 'any' || join === 'none' ? join : 'all' })}
        />
        {remove && (
          <ActionIcon variant="subtle" color="gray" aria-label={say('Retirer ce groupe', 'Remove this group')} onClick={remove}>
            <IconX size={15} />
          </ActionIcon>
        )}
      </div>
      {group.parts.map((part, index) =>
        isGroup(part) ? (
          <GroupEdit
            key={index}
            fields={fields}
            titles={titles}
            group={part}
            depth={depth + 1}
            onChange={(next) => put(group.parts.with(index, next))}
            remove={() => put(group.parts.toSpliced(index, 1))}
          />
        ) : (
          <div key={index} className={classes.line}>
            <ConditionLine quiet withinPortal fields={fields} titles={titles} condition={part.field === '' ? null : part} onChange={(next) => put(group.parts.with(index, next))} />
            <ActionIcon variant="subtle" color="gray" aria-label={say('Retirer cette condition', 'Remove this condition')} onClick={() => put(group.parts.toSpliced(index, 1))}>
              <IconX size={15} />
            </ActionIcon>
          </div>
        ),
      )}
      <Group gap={4}>
        <Button variant="subtle" size="compact-sm" leftSection={<IconPlus size={14} />} onClick={() => put([...group.parts, blank])}>
          {say('Condition', 'Condition')}
        </Button>
        {depth < deepest && (
          <Button variant="subtle" size="compact-sm" leftSection={<IconBrackets size={14} />} onClick={() => put([...group.parts, { join: group.join === 'any' ? 'all' : 'any', parts: [blank] }])}>
            {say('Groupe', 'Group')}
          </Button>
        )}
      </Group>
    </div>
  )
}
