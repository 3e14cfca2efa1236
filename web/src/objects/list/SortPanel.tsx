import { ActionIcon, Button, Popover, Select, SegmentedControl, Stack } from '@mantine/core'
import { IconArrowsSort, IconPlus, IconX } from '@tabler/icons-react'
import { label, plural, say } from '../../design/language.ts'
import type { ObjectDeclaration } from '../api.ts'
import { systemFields, useCatalogue, useFields } from '../catalogue.ts'
import classes from './panels.module.css'
import { readSort, writeSort, type SortKey } from './sort.ts'
import type { ColumnLayout } from './useColumnLayout.ts'

type Props = { object: ObjectDeclaration; layout: ColumnLayout; sort: string; setSort: (sort: string) => void }

// The order of a list: several keys, the first weighs most.
export function SortPanel({ object, sort, setSort }: Props) {
  const keys = readSort(sort)
  const { field_types } = useCatalogue()
  const sortable = new Set(field_types.filter((type) => type.sortable).map((type) => type.key))
  const fields = [...useFields(object), ...systemFields].filter((field) => sortable.has(field.type))
  const put = (next: SortKey[]) => setSort(writeSort(next))
  const free = fields.filter((field) => !keys.some((key) => key.key === field.key))
  return (
    <Popover position="bottom-end" shadow="md" withinPortal trapFocus>
      <Popover.Target>
        <Button variant="default" size="xs" className={classes.tool} aria-label={say('Trier', 'Sort')} leftSection={<IconArrowsSort size={15} />} data-set={keys.length > 0 || undefined}>
          <span className={classes.toolWords}>
            {keys.length === 0 ? say('Trier', 'Sort') : plural(keys.length, { one: '# tri', other: '# tris' }, { one: '# sort', other: '# sorts' })}
          </span>
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="xs" w={380} maw="86vw">
          {keys.length === 0 && <p className={classes.words}>{say('Les fiches les plus récentes viennent d’abord.', 'The newest records come first.')}</p>}
          {keys.map((key, index) => (
            <div key={key.key} className={classes.line}>
              <Select
                size="xs"
                aria-label={say(`Champ de tri ${index + 1}`, `Sort field ${index + 1}`)}
                data={fields.filter((field) => field.key === key.key || free.includes(field)).map((field) => ({ value: field.key, label: label(field.label) }))}
                value={key.key}
                searchable
                allowDeselect={false}
                comboboxProps={{ withinPortal: false }}
                onChange={(chosen) => chosen && put(keys.map((one, at) => (at === index ? { ...one, key: chosen } : one)))}
              />
              <SegmentedControl
                size="xs"
                aria-label={say('Sens', 'Direction')}
                value={key.descending ? 'down' : 'up'}
                onChange={(way) => put(keys.map((one, at) => (at === index ? { ...one, descending: way === 'down' } : one)))}
                data={[
                  { value: 'up', label: say('Montant', 'Up') },
                  { value: 'down', label: say('Descendant', 'Down') },
                ]}
              />
              <ActionIcon variant="subtle" color="gray" aria-label={say('Retirer ce tri', 'Remove this sort')} onClick={() => put(keys.filter((_, at) => at !== index))}>
                <IconX size={15} />
              </ActionIcon>
            </div>
          ))}
          <Button
            variant="subtle"
            size="compact-sm"
            className={classes.add}
            leftSection={<IconPlus size={14} />}
            disabled={free.length === 0}
            onClick={() => free[0] && put([...keys, { key: free[0].key, descending: false }])}
          >
            {say('Ajouter un tri', 'Add a sort')}
          </Button>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  )
}
