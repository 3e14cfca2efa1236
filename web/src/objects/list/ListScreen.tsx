import { Button, Group } from '@mantine/core'
import { IconPlus, IconUpload } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { Link } from 'wouter'
import { problemFrom } from '../../changes/client.ts'
import { label, say } from '../../design/language.ts'
import { Icon } from '../../design/Icon.tsx'
import { Empty, Loading, Trouble } from '../../design/states.tsx'
import type { ListAddress } from '../address.ts'
import type { ObjectDeclaration } from '../api.ts'
import { Beside } from '../Beside.tsx'
import { BulkBar } from '../BulkBar.tsx'
import type { Composition } from '../compositions.ts'
import { fieldOf, systemFields, useCatalogue, useFields, usePermission } from '../catalogue.ts'
import { readFigures, writeFigures } from './figures.ts'
import { Grid, toggled } from './Grid.tsx'
import { canGroup } from './groups.ts'
import { recalledSelection } from './remembered.ts'
import { useLines } from './rows.ts'
import type { ColumnLayout } from './useColumnLayout.ts'

type Props = { object: ObjectDeclaration; address: ListAddress; layout: ColumnLayout; compositions: Composition[] }

const nothing: ReadonlySet<string> = new Set()

export function ListScreen({ object, address, layout, compositions }: Props) {
  const fields = [...useFields(object), ...systemFields]
  const groupable = useGroupable()
  const question = useQuestion(address)
  const figures = useMemo(() => readFigures(address.figures, fields), [address.figures, object]) // eslint-disable-line react-hooks/exhaustive-deps
  const by = address.group ? fieldOf(object, address.group) : undefined
  const group = by && groupable(by) ? by : null
  const [closed, setClosed] = useState(nothing)
  const lines = useLines(object, question, group, figures, closed)
  const here = `/${object.path}?${address.text}`
  const [selected, select] = useState(() => recalledSelection(here) ?? nothing)

  if (lines.failure && lines.lines.count === 0) return <Trouble problem={problemFrom(lines.failure)} retry={lines.reload} />
  if (lines.isLoading) return <Loading rows={12} />
  if (lines.lines.count === 0) return <NothingHere object={object} address={address} />
  return (
    <Beside object={object} address={address} compositions={compositions}>
      <Grid
        object={object}
        lines={lines}
        layout={layout}
        sort={address.sort}
        setSort={address.setSort}
        figures={figures}
        setFigures={(next) => address.change({ figures: writeFigures(next) })}
        setGroup={(key) => address.change({ group: key })}
        canGroup={(key) => fields.some((field) => field.key === key && groupable(field))}
        closed={closed}
        toggleGroup={(name) => setClosed((before) => toggled(before, name))}
        selection={{ ids: selected, set: select }}
        address={here}
        preview={{ id: address.peek, show: address.setPeek }}
      />
      {selected.size > 0 && (
        <BulkBar
          object={object}
          ids={[...selected]}
          all={lines.total === undefined ? null : { question, total: lines.total }}
          inBin={address.bin}
          select={(ids) => select(new Set(ids))}
        />
      )}
    </Beside>
  )
}

// The same object for as long as it asks the same.
function useQuestion({ filter, sort, words, bin }: ListAddress) {
  const text = JSON.stringify([filter, sort, words, bin])
  // eslint-disable-next-line react-hooks/exhaustive-deps
  return useMemo(() => ({ filter, sort, words, bin }), [text])
}

export function useGroupable() {
  const { field_types } = useCatalogue()
  return (field: Parameters<typeof canGroup>[0]) => canGroup(field, field_types.find((type) => type.key === field.type)?.operators ?? [])
}

function NothingHere({ object, address }: { object: ObjectDeclaration; address: ListAddress }) {
  const permission = usePermission(object.key)
  const narrowed = Object.keys(address.filter).length > 0 || address.words !== ''
  const icon = <Icon name={object.icon} object={object.key} size={26} />
  if (narrowed) {
    return (
      <Empty icon={icon} title={say('Rien ne correspond à cette recherche', 'Nothing matches')}>
        <Button variant="default" onClick={() => address.change({ filter: null, q: null })}>
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
