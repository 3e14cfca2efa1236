import { Button, Menu } from '@mantine/core'
import { IconCheck, IconLayoutList } from '@tabler/icons-react'
import { label, say } from '../../design/language.ts'
import type { ListAddress } from '../address.ts'
import type { Field, ObjectDeclaration } from '../api.ts'
import { fieldOf, useFields } from '../catalogue.ts'
import { titleKeys } from '../titles.ts'
import { useGroupable } from './ListScreen.tsx'
import classes from './panels.module.css'

type Props = {
  object: ObjectDeclaration
  address: ListAddress
  // On a board the groups are its columns: only these fields, and always one of them.
  columns: Field[] | null
  current: Field | undefined
}

export function GroupPanel({ object, address, columns, current }: Props) {
  const groupable = useGroupable()
  const known = useFields(object)
  const fields = columns ?? known.filter((field) => groupable(field) && !titleKeys(object).includes(field.key))
  const by = current ?? (address.group ? fieldOf(object, address.group) : undefined)
  return (
    <Menu position="bottom-end" withinPortal shadow="md">
      <Menu.Target>
        <Button
          variant="default"
          size="xs"
          className={classes.tool}
          aria-label={say('Grouper', 'Group')}
          leftSection={<IconLayoutList size={15} />}
          data-set={(!!by && !columns) || undefined}
        >
          <span className={classes.toolWords}>{by ? say(`Par ${label(by.label).toLowerCase()}`, `By ${label(by.label).toLowerCase()}`) : say('Grouper', 'Group')}</span>
        </Button>
      </Menu.Target>
      <Menu.Dropdown className={classes.tall}>
        {!columns && (
          <>
            <Menu.Item leftSection={by ? <span className={classes.blank} /> : <IconCheck size={15} />} onClick={() => address.change({ group: null })}>
              {say('Sans groupes', 'No groups')}
            </Menu.Item>
            <Menu.Divider />
          </>
        )}
        {fields.map((field) => (
          <Menu.Item
            key={field.id}
            leftSection={by?.key === field.key ? <IconCheck size={15} /> : <span className={classes.blank} />}
            onClick={() => address.change({ group: field.key })}
          >
            {label(field.label)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
