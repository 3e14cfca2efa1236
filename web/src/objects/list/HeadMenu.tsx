import { Menu } from '@mantine/core'
import {
  IconArrowBarToLeft, IconArrowBarToRight, IconArrowDown, IconArrowLeft, IconArrowRight, IconArrowUp, IconEyeOff, IconLayoutList, IconMathFunction, IconPencil,
  IconPinned, IconPinnedOff, IconSortAscending, IconX,
} from '@tabler/icons-react'
import { useState } from 'react'
import { say } from '../../design/language.ts'
import { resized, shifted, titleKey, toggledColumn, toggledPin } from './columns.ts'
import { figureWords, kindsFor, withFigure } from './figures.ts'
import type { HeadProps } from './GridHead.tsx'
import { readSort, writeSort } from './sort.ts'
import type { Column } from './useColumnLayout.ts'

type Props = HeadProps & { column: Column; isOpen: boolean; setOpen: (open: boolean) => void; children: React.ReactNode }

// All that can be done with a column, for the mouse and the keyboard alike.
export function HeadMenu(props: Props) {
  const { isOpen, setOpen, children } = props
  return (
    <Menu opened={isOpen} onChange={setOpen} position="bottom-start" withinPortal shadow="md" width={230} returnFocus={false} clickOutsideEvents={['mousedown', 'touchstart']}>
      <Menu.Target>{children}</Menu.Target>
      <Menu.Dropdown>{isOpen && <Items {...props} />}</Menu.Dropdown>
    </Menu>
  )
}

const icon = { size: 15, stroke: 1.7 }

function Items({ column, layout, sort, setSort, figures, setFigures, setGroup, canGroup }: Props) {
  const { choices, choose } = layout
  const { sortKey, field, key } = column
  const keys = readSort(sort)
  const [calculating, setCalculating] = useState(false)
  const others = keys.filter((one) => one.key !== sortKey)
  if (calculating && field) {
    const now = figures.find((figure) => figure.key === key)?.kind
    return (
      <>
        <Menu.Label>{column.label}</Menu.Label>
        {kindsFor(field).map((kind) => (
          <Menu.Item key={kind} leftSection={<IconMathFunction {...icon} />} disabled={now === kind} onClick={() => setFigures(withFigure(figures, key, kind))}>
            {figureWords(kind)}
          </Menu.Item>
        ))}
        <Menu.Item leftSection={<IconX {...icon} />} disabled={!now} onClick={() => setFigures(withFigure(figures, key, null))}>
          {say('Aucun calcul', 'No figure')}
        </Menu.Item>
      </>
    )
  }
  return (
    <>
      {sortKey && (
        <>
          <Menu.Item leftSection={<IconArrowUp {...icon} />} onClick={() => setSort(sortKey)}>
            {say('Trier en montant', 'Sort ascending')}
          </Menu.Item>
          <Menu.Item leftSection={<IconArrowDown {...icon} />} onClick={() => setSort(`-${sortKey}`)}>
            {say('Trier en descendant', 'Sort descending')}
          </Menu.Item>
          {others.length > 0 && (
            <Menu.Item leftSection={<IconSortAscending {...icon} />} onClick={() => setSort(writeSort([...others, { key: sortKey, descending: false }]))}>
              {say('Ajouter au tri', 'Add to the sort')}
            </Menu.Item>
          )}
        </>
      )}
      {field && canGroup(field.key) && (
        <Menu.Item leftSection={<IconLayoutList {...icon} />} onClick={() => setGroup(field.key)}>
          {say('Grouper par ce champ', 'Group by this field')}
        </Menu.Item>
      )}
      {field && key !== titleKey && (
        <Menu.Item leftSection={<IconMathFunction {...icon} />} closeMenuOnClick={false} onClick={() => setCalculating(true)}>
          {say('Calculer…', 'Calculate…')}
        </Menu.Item>
      )}
      <Menu.Divider />
      <Menu.Item leftSection={<IconArrowBarToRight {...icon} />} closeMenuOnClick={false} onClick={() => choose(resized(choices, key, column.width + 40))}>
        {say('Élargir', 'Widen')}
      </Menu.Item>
      <Menu.Item leftSection={<IconArrowBarToLeft {...icon} />} closeMenuOnClick={false} onClick={() => choose(resized(choices, key, column.width - 40))}>
        {say('Rétrécir', 'Narrow')}
      </Menu.Item>
      {key !== titleKey && (
        <>
          <Menu.Item leftSection={<IconArrowLeft {...icon} />} closeMenuOnClick={false} onClick={() => choose(shifted(choices, key, -1))}>
            {say('Déplacer à gauche', 'Move left')}
          </Menu.Item>
          <Menu.Item leftSection={<IconArrowRight {...icon} />} closeMenuOnClick={false} onClick={() => choose(shifted(choices, key, 1))}>
            {say('Déplacer à droite', 'Move right')}
          </Menu.Item>
          <Menu.Item leftSection={column.pinned ? <IconPinnedOff {...icon} /> : <IconPinned {...icon} />} onClick={() => choose(toggledPin(choices, key))}>
            {column.pinned ? say('Ne plus épingler', 'Unpin') : say('Épingler', 'Pin')}
          </Menu.Item>
          <Menu.Item leftSection={<IconEyeOff {...icon} />} onClick={() => choose(toggledColumn(choices, key))}>
            {say('Masquer', 'Hide')}
          </Menu.Item>
        </>
      )}
      {!column.canWrite && key !== titleKey && (
        <Menu.Label>
          <IconPencil size={12} aria-hidden="true" /> {say('Ne se modifie pas dans la liste', 'Not editable in the list')}
        </Menu.Label>
      )}
    </>
  )
}
