import { Button, Menu } from '@mantine/core'
import { IconCheck, IconLayoutList } from '@tabler/icons-react'
import { label, say } from '../../design/language.ts'
import type { ListAddress } from '../address.ts'
import type { ObjectDeclaration } from '../api.ts'
import { fieldOf, useFields } from '../catalogue.ts'
import { titleKeys } from '../titles.ts'
import { useGroupable } from './ListScreen.tsx'
import classes from './panels.module.css'

export function GroupPanel({ object, address }: { object: ObjectDeclaration; address: ListAddress }) {
  const groupable = useGroupable()
  const fields = useFields(object).filter((field) => groupable(field) && !titleKeys(object).includes(field.key))
  const by = address.group ? fieldOf(object, address.group) : undefined
  return (
    <Menu position="bottom-end" withinPortal shadow="md">
      <Menu.Target>
        <Button variant="default" size="xs" className={classes.tool} aria-label={say('Grouper', 'Group')} leftSection={<IconLayoutList size={15} />} data-set={!!by || undefined}>
          <span className={classes.toolWords}>{by ? say(`Par ${label(by.label).toLowerCase()}`, `By ${label(by.label).toLowerCase()}`) : say('Grouper', 'Group')}</span>
        </Button>
      </Menu.Target>
      <Menu.Dropdown className={classes.tall}>
        <Menu.Item leftSection={by ? <span className={classes.blank} /> : <IconCheck size={15} />} onClick={() => address.change({ group: null })}>
          {say('Sans groupes', 'No groups')}
        </Menu.Item>
        <Menu.Divider />
        {fields.map((field) => (
          <Menu.Item
            key={field.id}
            leftSection={by === field ? <IconCheck size={15} /> : <span className={classes.blank} />}
            onClick={() => address.change({ group: field.key })}
          >
            {label(field.label)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
