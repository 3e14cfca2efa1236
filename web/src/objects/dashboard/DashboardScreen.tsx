import { ActionIcon, Button, Menu, Select, VisuallyHidden } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconChartBar, IconCheck, IconChevronDown, IconCopy, IconDots, IconLayoutDashboard, IconPencil, IconPlus, IconPrinter, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { useLocation, useSearchParams } from 'wouter'
import { attempt } from '../../changes/toasts.tsx'
import { say } from '../../design/language.ts'
import { Screen } from '../../design/Screen.tsx'
import { Empty, Forbidden, Loading } from '../../design/states.tsx'
import type { ObjectDeclaration, StoredRecord } from '../api.ts'
import { useMe, useObject, usePermission } from '../catalogue.ts'
import { changeRecord, createRecord, deleteRecord } from '../writes.ts'
import classes from './Dashboard.module.css'
import { firstFor, useDashboards, type Dashboard, type ReadyDashboard } from './dashboards.ts'
import { NameDashboard } from './NameDashboard.tsx'
import { comparedWith, periodOf, periodWords, presets, presetWords, type Comparison, type Preset } from './period.ts'
import { Tiles } from './Tiles.tsx'
import type { Tile } from './tiles.ts'

type Props = { id: string | undefined; ready: ReadyDashboard[] }

// Figures side by side; which ones is each person's own choice.
export function DashboardScreen({ id, ready }: Props) {
  const { user } = useMe()
  const declaration = useObject('dashboard')
  const { kept, brought, isLoading } = useDashboards(ready)
  const shown = id ? [...kept, ...brought].find((one) => one.id === id) : firstFor(user.role, user.id, kept, brought)
  const title = say('Tableaux de bord', 'Dashboards')

  if (!declaration) return <Screen title={title}><Forbidden /></Screen>
  if (isLoading) return <Screen title={title}><Loading rows={6} /></Screen>
  if (!shown) {
    return (
      <Screen title={title}>
        <Empty icon={<IconChartBar size={26} />} title={say('Ce tableau de bord n’existe plus', 'This dashboard is gone')} />
      </Screen>
    )
  }
  return <Shown key={shown.id} dashboard={shown} kept={kept} brought={brought} declaration={declaration} />
}

type ShownProps = { dashboard: Dashboard; kept: Dashboard[]; brought: Dashboard[]; declaration: ObjectDeclaration }

function Shown({ dashboard, kept, brought, declaration }: ShownProps) {
  const me = useMe().user.id
  const permission = usePermission('dashboard')
  const [, navigate] = useLocation()
  const [params, setParams] = useSearchParams()
  const look = useLook()
  const isEditing = params.get('edit') === 'true'
  const setEditing = (editing: boolean) => setParams((before) => withParam(before, 'edit', editing ? 'true' : null), { replace: true })
  const [naming, { open: name, close: stopNaming }] = useDisclosure()
  const [draft, setDraft] = useState<Tile[] | null>(null)
  const tiles = draft ?? dashboard.tiles
  const { record } = dashboard
  const mayChange = record !== null && (dashboard.owner === me || permission.change === 'all')

  const open = (to: StoredRecord | undefined, editing = false) => to && navigate(`/dashboards/${to.id}${editing ? '?edit=true' : ''}`)
  const keep = (content: Tile[], called: string) => attempt(() => createRecord(declaration, { name: called, content: { tiles: content } }))
  // Seen at once; a refusal brings back what was there.
  const change = (next: Tile[]) => {
    if (!record) return
    setDraft(next)
    void attempt(() => changeRecord(declaration, record, { content: { tiles: next } })).finally(() => setDraft(null))
  }

  return (
    <Screen
      title={dashboard.name}
      icon={<IconLayoutDashboard size={20} stroke={1.7} />}
      scroll
      actions={
        mayChange ? (
          <Button variant={isEditing ? 'filled' : 'default'} leftSection={isEditing ? <IconCheck size={16} /> : <IconPencil size={16} />} onClick={() => setEditing(!isEditing)}>
            {isEditing ? say('Terminer', 'Done') : say('Modifier', 'Edit')}
          </Button>
        ) : (
          permission.create && (
            <Button variant="default" leftSection={<IconPencil size={16} />} onClick={() => void keep(tiles, copyName(dashboard)).then((made) => open(made, true))}>
              {say('Personnaliser', 'Make it mine')}
            </Button>
          )
        )
      }
    >
      <div className={classes.tools}>
        <DashboardSwitch current={dashboard} kept={kept} brought={brought} open={(one) => navigate(`/dashboards/${one.id}`)} create={permission.create ? () => void keep([], say('Nouveau tableau de bord', 'New dashboard')).then((made) => open(made, true)) : null} />
        <Select
          size="xs"
          className={classes.choice}
          allowDeselect={false}
          aria-label={say('Période', 'Period')}
          value={look.preset}
          data={presets.map((preset) => ({ value: preset, label: presetWords(preset) }))}
          onChange={(preset) => preset && look.set('period', preset)}
        />
        <Select
          size="xs"
          className={classes.choice}
          allowDeselect={false}
          aria-label={say('Comparer à', 'Compare with')}
          value={look.comparison}
          data={[
            { value: 'before', label: say('Période précédente', 'Period before') },
            { value: 'year', label: say('Un an plus tôt', 'A year earlier') },
            { value: 'none', label: say('Sans comparaison', 'No comparison') },
          ]}
          onChange={(comparison) => comparison && look.set('compare', comparison)}
        />
        <span className={classes.dates}>{periodWords(look.period)}</span>
        <span className={classes.gap} />
        <Menu position="bottom-end" withinPortal>
          <Menu.Target>
            <ActionIcon variant="default" size={30} aria-label={say('Imprimer, renommer, partager', 'Print, rename, share')}>
              <IconDots size={16} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item leftSection={<IconPrinter size={15} />} onClick={() => window.print()}>
              {say('Imprimer ou enregistrer en PDF', 'Print or save as PDF')}
            </Menu.Item>
            {permission.create && (
              <Menu.Item leftSection={<IconCopy size={15} />} onClick={() => void keep(tiles, copyName(dashboard)).then((made) => open(made))}>
                {say('Dupliquer', 'Duplicate')}
              </Menu.Item>
            )}
            {record && mayChange && (
              <>
                <Menu.Item leftSection={<IconPencil size={15} />} onClick={name}>
                  {say('Renommer, partager…', 'Rename, share…')}
                </Menu.Item>
                <Menu.Item leftSection={<IconTrash size={15} />} onClick={() => void attempt(() => deleteRecord(declaration, record.id).then(() => navigate('/dashboards')))}>
                  {say('Supprimer', 'Delete')}
                </Menu.Item>
              </>
            )}
          </Menu.Dropdown>
        </Menu>
      </div>
      {tiles.length === 0 && !isEditing && (
        <Empty icon={<IconChartBar size={26} />} title={say('Aucune tuile pour l’instant', 'No tile yet')}>
          {mayChange && <Button onClick={() => setEditing(true)}>{say('Ajouter une tuile', 'Add a tile')}</Button>}
        </Empty>
      )}
      <Tiles tiles={tiles} period={look.period} before={look.before} change={isEditing && mayChange ? change : null} />
      {naming && record && <NameDashboard declaration={declaration} dashboard={dashboard} record={record} close={stopNaming} />}
    </Screen>
  )
}

const copyName = (dashboard: Dashboard) => (dashboard.record ? say(`${dashboard.name} (copie)`, `${dashboard.name} (copy)`) : dashboard.name)

function withParam(before: URLSearchParams, name: string, value: string | null): URLSearchParams {
  const next = new URLSearchParams(before)
  if (value === null) next.delete(name)
  else next.set(name, value)
  return next
}

// The period stands in the address: a dashboard is sent as it is seen.
function useLook() {
  const [params, setParams] = useSearchParams()
  const preset = presets.find((one) => one === params.get('period')) ?? ('last_12_months' satisfies Preset)
  const comparison: Comparison = (['before', 'year', 'none'] as const).find((one) => one === params.get('compare')) ?? 'before'
  const period = periodOf(preset)
  return {
    preset,
    comparison,
    period,
    before: comparedWith(period, comparison),
    set: (name: string, value: string) => setParams((before) => withParam(before, name, value), { replace: true }),
  }
}

type SwitchProps = { current: Dashboard; kept: Dashboard[]; brought: Dashboard[]; open: (dashboard: Dashboard) => void; create: (() => void) | null }

function DashboardSwitch({ current, kept, brought, open, create }: SwitchProps) {
  const me = useMe().user.id
  const shelves: [string, Dashboard[]][] = [
    [say('Les miens', 'Mine'), kept.filter((one) => one.owner === me)],
    [say('Partagés avec moi', 'Shared with me'), kept.filter((one) => one.owner !== me)],
    [say('Proposés par Élan', 'Brought by Élan'), brought],
  ]
  return (
    <Menu position="bottom-start" withinPortal width={280}>
      <Menu.Target>
        <Button variant="default" size="xs" rightSection={<IconChevronDown size={14} />} aria-label={say(`Tableau de bord : ${current.name}`, `Dashboard: ${current.name}`)}>
          {current.name}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {shelves.map(([name, dashboards]) =>
          dashboards.length === 0 ? null : (
            <div key={name} role="group" aria-label={name}>
              <Menu.Label>{name}</Menu.Label>
              {dashboards.map((one) => (
                <Menu.Item key={one.id} leftSection={one.id === current.id ? <IconCheck size={15} /> : <IconLayoutDashboard size={15} />} onClick={() => open(one)}>
                  {one.name}
                  {one.id === current.id && <VisuallyHidden> {say('(affiché)', '(shown)')}</VisuallyHidden>}
                </Menu.Item>
              ))}
            </div>
          ),
        )}
        {create && (
          <>
            <Menu.Divider />
            <Menu.Item leftSection={<IconPlus size={15} />} onClick={create}>
              {say('Nouveau tableau de bord', 'New dashboard')}
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}
