import { ActionIcon, Button, CloseButton, Menu, SegmentedControl, Switch, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconCalendar, IconDots, IconDownload, IconLayoutKanban, IconList, IconPlus, IconSearch, IconUpload } from '@tabler/icons-react'
import { lazy, Suspense, useState } from 'react'
import { Link } from 'wouter'
import { label, say } from '../design/language.ts'
import { Icon } from '../design/Icon.tsx'
import { Screen } from '../design/Screen.tsx'
import { Forbidden, Loading } from '../design/states.tsx'
import { useListAddress, type ListAddress } from './address.ts'
import type { Field, ObjectDeclaration } from './api.ts'
import { Beside } from './Beside.tsx'
import { boardField, boardFields } from './board/boardField.ts'
import { placingOf, timeFields } from './calendar/placed.ts'
import { useCatalogue, useFields, usePermission } from './catalogue.ts'
import type { Composition } from './compositions.ts'
import { exportHref } from './export.ts'
import { FilterBar } from './filters/FilterBar.tsx'
import { titleKey } from './list/columns.ts'
import { ColumnPanel } from './list/ColumnPanel.tsx'
import { GroupPanel } from './list/GroupPanel.tsx'
import { ListScreen } from './list/ListScreen.tsx'
import { useTotals } from './list/rows.ts'
import { SortPanel } from './list/SortPanel.tsx'
import { useColumnLayout, type ColumnLayout } from './list/useColumnLayout.ts'
import { ViewSwitch } from './list/ViewSwitch.tsx'
import type { Moves } from './moves.ts'
import classes from './ObjectScreen.module.css'
import { titleKeys } from './titles.ts'
import { useFilterTitles } from './useFilterTitles.ts'

const Board = lazy(() => import('./board/Board.tsx').then((file) => ({ default: file.Board })))

type Props = { object: ObjectDeclaration; moves: Moves | undefined; compositions: Composition[] }

const Calendar = lazy(() => import('./calendar/Calendar.tsx').then((file) => ({ default: file.Calendar })))

// Every object's list, from its declaration.
export function ObjectScreen({ object, moves, compositions }: Props) {
  const address = useListAddress()
  const permission = usePermission(object.key)
  const layout = useColumnLayout(object, address)
  const boardable = useBoardFields(object)
  const by = boardField(object, boardable, address.group)
  const asBoard = !!by && address.view === 'board'
  const times = timeFields(useFields(object))
  const placing = address.view === 'calendar' ? placingOf(object, times, address.group) : null
  const asList = !asBoard && !placing
  const { filter, words, bin } = address
  const totals = useTotals(object, { filter, words, bin }, [], permission.read !== 'none')
  const titles = useFilterTitles(object, filter)
  const title = label(object.plural)

  if (permission.read === 'none') return <Screen title={title}><Forbidden /></Screen>
  return (
    <Screen title={title} icon={<Icon name={object.icon} object={object.key} size={20} />} count={totals.data?.count} actions={<Actions object={object} />}>
      <div className={classes.tools}>
        <ViewSwitch object={object} address={address} />
        <SearchBox key={object.key} words={address.words} onChange={address.setWords} />
        <FilterBar object={object} filter={address.filter} titles={titles} onChange={address.setFilter} />
        <span className={classes.gap} />
        {asList && <SortPanel object={object} layout={layout} sort={address.sort} setSort={address.setSort} />}
        {(asList || (asBoard && boardable.length > 1)) && <GroupPanel object={object} address={address} columns={asBoard ? boardable : null} current={asBoard ? by : undefined} />}
        {asList && <ColumnPanel layout={layout} />}
        {(by || times.length > 0) && (
          <SegmentedControl
            size="xs"
            aria-label={say('Présentation', 'Layout')}
            value={asBoard ? 'board' : placing ? 'calendar' : 'list'}
            onChange={(chosen) => address.change({ view: chosen === 'list' ? null : chosen, group: null })}
            data={[
              { value: 'list', label: <ViewLabel icon={<IconList size={15} />} words={say('Liste', 'List')} /> },
              ...(by ? [{ value: 'board', label: <ViewLabel icon={<IconLayoutKanban size={15} />} words={say('Tableau', 'Board')} /> }] : []),
              ...(times.length > 0 ? [{ value: 'calendar', label: <ViewLabel icon={<IconCalendar size={15} />} words={say('Calendrier', 'Calendar')} /> }] : []),
            ]}
          />
        )}
        <MoreMenu object={object} address={address} layout={layout} />
      </div>
      {asBoard && (
        <Suspense fallback={<Loading />}>
          <Board key={by.key} object={object} by={by} address={address} limits={address.limits} moves={moves} />
        </Suspense>
      )}
      {placing && (
        <Beside object={object} address={address} compositions={compositions}>
          <Suspense fallback={<Loading />}>
            <Calendar object={object} placing={placing} candidates={times} address={address} />
          </Suspense>
        </Beside>
      )}
      {asList && <ListScreen object={object} address={address} layout={layout} compositions={compositions} />}
    </Screen>
  )
}

function useBoardFields(object: ObjectDeclaration): Field[] {
  const { field_types } = useCatalogue()
  return boardFields(useFields(object), (field) => field_types.find((type) => type.key === field.type)?.operators ?? [])
}

const ViewLabel = ({ icon, words }: { icon: React.ReactNode; words: string }) => (
  <span className={classes.view}>
    {icon}
    <span>{words}</span>
  </span>
)

function Actions({ object }: { object: ObjectDeclaration }) {
  const permission = usePermission(object.key)
  if (!permission.create) return null
  return (
    <Button component={Link} href={`/${object.path}/new`} leftSection={<IconPlus size={16} />}>
      {say('Créer', 'Create')}
    </Button>
  )
}

function SearchBox({ words, onChange }: { words: string; onChange: (words: string) => void }) {
  const [typed, setTyped] = useState(words)
  const [known, setKnown] = useState(words)
  // A view that is opened brings its own words.
  if (words !== known) {
    setKnown(words)
    if (words !== typed.trim()) setTyped(words)
  }
  const ask = useDebouncedCallback(onChange, 220)
  const type = (next: string) => (setTyped(next), ask(next.trim()))
  return (
    <TextInput
      size="xs"
      className={classes.search}
      aria-label={say('Rechercher dans la liste', 'Search the list')}
      placeholder={say('Rechercher…', 'Search…')}
      leftSection={<IconSearch size={15} />}
      rightSection={typed && <CloseButton size="xs" onClick={() => type('')} aria-label={say('Effacer', 'Clear')} />}
      value={typed}
      onChange={(change) => type(change.currentTarget.value)}
    />
  )
}

function MoreMenu({ object, address, layout }: { object: ObjectDeclaration; address: ListAddress; layout: ColumnLayout }) {
  const permission = usePermission(object.key)
  const exported = [...titleKeys(object), ...layout.columns.flatMap((column) => (column.field && column.key !== titleKey ? [column.key] : []))]
  return (
    <Menu position="bottom-end" withinPortal closeOnItemClick={false}>
      <Menu.Target>
        <ActionIcon variant="default" size={30} aria-label={say('Exporter, importer, corbeille', 'Export, import, bin')}>
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {permission.export && (
          <>
            <Menu.Label>{say('Exporter cette liste', 'Export this list')}</Menu.Label>
            {(['csv', 'xlsx', 'json'] as const).map((format) => (
              <Menu.Item key={format} component="a" href={exportHref(object, address, exported, format)} download leftSection={<IconDownload size={16} />}>
                {{ csv: say('CSV (Excel français)', 'CSV'), xlsx: 'Excel (XLSX)', json: 'JSON' }[format]}
              </Menu.Item>
            ))}
          </>
        )}
        {permission.import && (
          <Menu.Item component={Link} href="/import" leftSection={<IconUpload size={16} />}>
            {say('Importer un fichier', 'Import a file')}
          </Menu.Item>
        )}
        <Menu.Divider />
        <Menu.Item component="div">
          <Switch size="xs" label={say('Voir la corbeille', 'Show the bin')} checked={address.bin} onChange={(change) => address.setBin(change.currentTarget.checked)} />
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

