import { ActionIcon, Button, Checkbox, CloseButton, Group, Menu, Popover, SegmentedControl, Stack, Switch, TextInput, Tooltip } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconColumns3, IconDots, IconDownload, IconLayoutKanban, IconList, IconPlus, IconSearch, IconUpload } from '@tabler/icons-react'
import { lazy, Suspense, useState } from 'react'
import { Link } from 'wouter'
import { problemFrom } from '../changes/client.ts'
import { label, say } from '../design/language.ts'
import { Icon } from '../design/Icon.tsx'
import { Screen } from '../design/Screen.tsx'
import { Empty, Forbidden, Loading, Trouble } from '../design/states.tsx'
import { useListAddress } from './address.ts'
import type { ObjectDeclaration } from './api.ts'
import { BulkBar } from './BulkBar.tsx'
import { useCatalogue, usePermission } from './catalogue.ts'
import { exportHref } from './export.ts'
import { FilterBar } from './FilterBar.tsx'
import classes from './ObjectScreen.module.css'
import { useRecords, type Records } from './records.ts'
import { RecordTable } from './RecordTable.tsx'
import { useColumns } from './useColumns.ts'
import type { Moves } from './moves.ts'

const Board = lazy(() => import('./Board.tsx').then((file) => ({ default: file.Board })))

// Every object's list, from its declaration.
export function ObjectScreen({ object, moves }: { object: ObjectDeclaration; moves: Moves | undefined }) {
  const address = useListAddress()
  const permission = usePermission(object.key)
  const asBoard = !!object.board_field && address.view === 'board'
  const question = { filter: address.filter, sort: address.sort, words: address.words, bin: address.bin, total: true }
  const records = useRecords(object, question, !asBoard)
  const title = label(object.plural)

  if (permission.read === 'none') return <Screen title={title}><Forbidden /></Screen>
  return (
    <Screen title={title} icon={<Icon name={object.icon} object={object.key} size={20} />} count={asBoard ? undefined : records.total} actions={<Actions object={object} />}>
      <div className={classes.tools}>
        <SearchBox key={object.key} words={address.words} onChange={address.setWords} />
        <FilterBar object={object} filter={address.filter} titles={records.titles} onChange={address.setFilter} />
        <span className={classes.gap} />
        {object.board_field && (
          <SegmentedControl
            size="xs"
            value={asBoard ? 'board' : 'list'}
            onChange={address.setView}
            data={[
              { value: 'list', label: <ViewLabel icon={<IconList size={15} />} words={say('Liste', 'List')} /> },
              { value: 'board', label: <ViewLabel icon={<IconLayoutKanban size={15} />} words={say('Tableau', 'Board')} /> },
            ]}
          />
        )}
        {!asBoard && <ColumnChoice object={object} />}
        <MoreMenu object={object} address={address} />
      </div>
      {asBoard ? (
        <Suspense fallback={<Loading />}>
          <Board object={object} filter={address.filter} words={address.words} moves={moves} />
        </Suspense>
      ) : (
        <List object={object} records={records} address={address} />
      )}
    </Screen>
  )
}

const ViewLabel = ({ icon, words }: { icon: React.ReactNode; words: string }) => (
  <span className={classes.view}>
    {icon}
    {words}
  </span>
)

type Address = ReturnType<typeof useListAddress>

function List({ object, records, address }: { object: ObjectDeclaration; records: Records; address: Address }) {
  const [selected, select] = useState<ReadonlySet<string>>(new Set())
  const { shown } = useColumns(object)
  const { field_types } = useCatalogue()
  const sortable = new Set(field_types.filter((type) => type.sortable).map((type) => type.key))

  if (records.failure && records.list.length === 0) return <Trouble problem={problemFrom(records.failure)} retry={records.reload} />
  if (records.isLoading) return <Loading />
  if (records.list.length === 0) return <NothingHere object={object} address={address} />
  return (
    <>
      <RecordTable
        object={object}
        records={records}
        columns={shown}
        sort={address.sort}
        onSort={address.setSort}
        selected={selected}
        onSelect={select}
        sortable={(field) => sortable.has(field.type)}
      />
      {selected.size > 0 && (
        <BulkBar
          object={object}
          ids={[...selected]}
          all={records.total !== undefined && !address.words ? { filter: address.filter, total: records.total } : null}
          inBin={address.bin}
          clear={() => select(new Set())}
        />
      )}
    </>
  )
}

function NothingHere({ object, address }: { object: ObjectDeclaration; address: Address }) {
  const permission = usePermission(object.key)
  const narrowed = Object.keys(address.filter).length > 0 || address.words !== ''
  const icon = <Icon name={object.icon} object={object.key} size={26} />
  if (narrowed) {
    return (
      <Empty icon={icon} title={say('Rien ne correspond à cette recherche', 'Nothing matches')}>
        <Button variant="default" onClick={() => (address.setFilter({}), address.setWords(''))}>
          {say('Tout afficher', 'Show everything')}
        </Button>
      </Empty>
    )
  }
  if (address.bin) return <Empty icon={icon} title={say('La corbeille est vide', 'The bin is empty')} />
  return (
    <Empty icon={icon} title={say(`${label(object.plural)} : rien pour l’instant`, `No ${label(object.plural).toLowerCase()} yet`)}>
      {say('Saisissez la première fiche, ou reprenez un fichier que vous avez déjà.', 'Enter the first one, or import a file you already have.')}
      <Group justify="center">
        {permission.create && (
          <Button component={Link} href={`/${object.path}/new`} leftSection={<IconPlus size={16} />}>
            {say('Créer', 'Create')}
          </Button>
        )}
        {permission.import && (
          <Button component={Link} href="/import" variant="default" leftSection={<IconUpload size={16} />}>
            {say('Importer un fichier', 'Import a file')}
          </Button>
        )}
      </Group>
    </Empty>
  )
}

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

function ColumnChoice({ object }: { object: ObjectDeclaration }) {
  const columns = useColumns(object)
  return (
    <Popover position="bottom-end" shadow="md" withinPortal trapFocus>
      <Popover.Target>
        <Tooltip label={say('Colonnes', 'Columns')}>
          <ActionIcon variant="default" size={30} className={classes.wideOnly} aria-label={say('Choisir les colonnes', 'Choose columns')}>
            <IconColumns3 size={16} />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown className={classes.columns}>
        <Stack gap={8}>
          {columns.available.map((field) => (
            <Checkbox
              key={field.id}
              size="xs"
              label={label(field.label)}
              checked={columns.shown.includes(field)}
              onChange={() => columns.toggle(field.key)}
            />
          ))}
          <Button variant="subtle" size="compact-sm" onClick={columns.reset}>
            {say('Colonnes habituelles', 'Usual columns')}
          </Button>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  )
}

function MoreMenu({ object, address }: { object: ObjectDeclaration; address: Address }) {
  const permission = usePermission(object.key)
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
              <Menu.Item key={format} component="a" href={exportHref(object, address, format)} download leftSection={<IconDownload size={16} />}>
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

