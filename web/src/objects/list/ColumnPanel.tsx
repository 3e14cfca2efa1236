import { ActionIcon, Button, Checkbox, Popover, ScrollArea, TextInput, Tooltip } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconColumns3, IconPinned, IconPinnedOff, IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import { label, say } from '../../design/language.ts'
import { inPlace, shifted, titleKey, toggledColumn, toggledPin } from './columns.ts'
import classes from './panels.module.css'
import type { ColumnLayout } from './useColumnLayout.ts'

// Which columns are shown, in what order, and which stay in sight.
export function ColumnPanel({ layout }: { layout: ColumnLayout }) {
  const { available, choices, choose } = layout
  const [wanted, setWanted] = useState('')
  const shown = inPlace(choices).flatMap((choice) => {
    const field = available.find((one) => one.key === choice.key)
    return field && choice.key !== titleKey ? [{ field, choice }] : []
  })
  const hidden = available.filter((field) => !choices.some((choice) => choice.key === field.key))
  const matching = (words: string) => words.toLowerCase().includes(wanted.trim().toLowerCase())
  return (
    <Popover position="bottom-end" shadow="md" withinPortal trapFocus>
      <Popover.Target>
        <Tooltip label={say('Colonnes', 'Columns')}>
          <ActionIcon variant="default" size={30} className={classes.wideOnly} aria-label={say('Choisir les colonnes', 'Choose columns')}>
            <IconColumns3 size={16} />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown p={0} w={320}>
        <div className={classes.find}>
          <TextInput
            size="xs"
            aria-label={say('Chercher une colonne', 'Find a column')}
            placeholder={say('Chercher une colonne', 'Find a column')}
            leftSection={<IconSearch size={14} />}
            value={wanted}
            onChange={(change) => setWanted(change.currentTarget.value)}
          />
        </div>
        <ScrollArea.Autosize mah="56vh">
          <ul className={classes.columns}>
            {shown
              .filter(({ field }) => matching(label(field.label)))
              .map(({ field, choice }) => (
                <li key={field.id} className={classes.column}>
                  <Checkbox size="xs" label={label(field.label)} checked onChange={() => choose(toggledColumn(choices, field.key))} />
                  <span className={classes.grow} />
                  <ActionIcon variant="subtle" color="gray" size="sm" aria-label={say(`Monter ${label(field.label)}`, `Move ${label(field.label)} up`)} onClick={() => choose(shifted(choices, field.key, -1))}>
                    <IconArrowUp size={14} />
                  </ActionIcon>
                  <ActionIcon variant="subtle" color="gray" size="sm" aria-label={say(`Descendre ${label(field.label)}`, `Move ${label(field.label)} down`)} onClick={() => choose(shifted(choices, field.key, 1))}>
                    <IconArrowDown size={14} />
                  </ActionIcon>
                  <ActionIcon
                    variant={choice.pinned ? 'light' : 'subtle'}
                    color={choice.pinned ? undefined : 'gray'}
                    size="sm"
                    aria-pressed={choice.pinned}
                    aria-label={say(`Épingler ${label(field.label)}`, `Pin ${label(field.label)}`)}
                    onClick={() => choose(toggledPin(choices, field.key))}
                  >
                    {choice.pinned ? <IconPinnedOff size={14} /> : <IconPinned size={14} />}
                  </ActionIcon>
                </li>
              ))}
          </ul>
          {hidden.some((field) => matching(label(field.label))) && <p className={classes.shelf}>{say('Masquées', 'Hidden')}</p>}
          <ul className={classes.columns}>
            {hidden
              .filter((field) => matching(label(field.label)))
              .map((field) => (
                <li key={field.id} className={classes.column}>
                  <Checkbox size="xs" label={label(field.label)} checked={false} onChange={() => choose(toggledColumn(choices, field.key))} />
                </li>
              ))}
          </ul>
        </ScrollArea.Autosize>
        <div className={classes.under}>
          <Button variant="subtle" size="compact-sm" onClick={layout.reset}>
            {say('Colonnes habituelles', 'Usual columns')}
          </Button>
        </div>
      </Popover.Dropdown>
    </Popover>
  )
}
