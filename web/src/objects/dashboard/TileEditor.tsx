import { Button, Group, Input, Modal, NumberInput, Select, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import { newId } from '../../changes/ids.ts'
import { label, say } from '../../design/language.ts'
import type { ObjectDeclaration } from '../api.ts'
import { fieldOf, systemFields, useCatalogue, useFields, useMe } from '../catalogue.ts'
import { typeOf } from '../fieldTypes.ts'
import { everything } from '../filter.ts'
import { FilterBar } from '../filters/FilterBar.tsx'
import { figureWords, kindsFor } from '../list/figures.ts'
import { useGroupable } from '../list/ListScreen.tsx'
import { useFilterTitles } from '../useFilterTitles.ts'
import classes from './Dashboard.module.css'
import { kindWords, measureOf, needsBy, needsWhen, tileKinds, usualSize, type Tile, type TileKind } from './tiles.ts'

type Props = { tile: Tile | null; keep: (tile: Tile) => void; close: () => void }

// What a tile tells: of which records, what is worked out, how it is shown.
export function TileEditor({ tile: before, keep, close }: Props) {
  const objects = useReadable()
  const [tile, setTile] = useState<Tile>(before ?? { id: newId(), kind: 'number', title: '', object: objects[0]?.key ?? '', measure: 'count', when: 'created_at', ...usualSize('number') })
  const object = objects.find((one) => one.key === tile.object)
  const set = (parts: Partial<Tile>) => setTile((old) => ({ ...old, ...parts }))
  const choose = (kind: TileKind) => set({ kind, ...(before ? {} : usualSize(kind)) })
  return (
    <Modal opened onClose={close} size="lg" title={before ? say('Modifier la tuile', 'Edit the tile') : say('Nouvelle tuile', 'New tile')}>
      <Stack>
        <div className={classes.pair}>
          <Select
            label={say('Fiches', 'Records')}
            allowDeselect={false}
            value={tile.object}
            data={objects.map((one) => ({ value: one.key, label: label(one.plural) }))}
            onChange={(key) => key && setTile(({ id, kind, title, width, height }) => ({ id, kind, title, width, height, object: key, measure: 'count', when: 'created_at' }))}
          />
          <Select
            label={say('Présentation', 'Shown as')}
            allowDeselect={false}
            value={tile.kind}
            data={tileKinds.filter((kind) => kind !== 'indicator').map((kind) => ({ value: kind, label: kindWords(kind) }))}
            onChange={(kind) => kind && choose(kind as TileKind)}
          />
        </div>
        {object && <AboutRecords key={object.key} object={object} tile={tile} set={set} />}
        <TextInput
          label={say('Titre', 'Title')}
          placeholder={object ? usualTitle(object, tile) : ''}
          maxLength={80}
          value={tile.title}
          onChange={(change) => set({ title: change.currentTarget.value })}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            {say('Fermer', 'Close')}
          </Button>
          <Button disabled={!object || !isWhole(tile)} onClick={() => object && keep({ ...tile, title: tile.title.trim() || usualTitle(object, tile) })}>
            {before ? say('Enregistrer', 'Save') : say('Ajouter', 'Add')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}

const isWhole = (tile: Tile) => (!needsBy.includes(tile.kind) || !!tile.by) && (!needsWhen.includes(tile.kind) || !!tile.when)

function useReadable(): ObjectDeclaration[] {
  const { objects } = useCatalogue()
  const { permissions } = useMe()
  return objects.filter((object) => object.menu && (permissions[object.key]?.read ?? 'none') !== 'none')
}

function usualTitle(object: ObjectDeclaration, tile: Tile): string {
  const measure = measureOf(object, tile.measure)
  const by = tile.by ? fieldOf(object, tile.by) : undefined
  const what = measure ? `${label(measure.field.label)} (${figureWords(measure.kind).toLowerCase()})` : label(object.plural)
  return by && needsBy.includes(tile.kind) ? say(`${what} par ${label(by.label).toLowerCase()}`, `${what} by ${label(by.label).toLowerCase()}`) : what
}

function AboutRecords({ object, tile, set }: { object: ObjectDeclaration; tile: Tile; set: (parts: Partial<Tile>) => void }) {
  const fields = [...useFields(object), ...systemFields]
  const groupable = useGroupable()
  const filter = tile.filter ?? everything
  const titles = useFilterTitles(object, filter)
  const measures = fields.flatMap((field) =>
    kindsFor(field)
      .filter((kind) => ['sum', 'average'].includes(kind))
      .map((kind) => ({ value: `${field.key}:${kind}`, label: `${label(field.label)} : ${figureWords(kind).toLowerCase()}` })),
  )
  return (
    <>
      <Input.Wrapper label={say('Lesquelles', 'Which ones')} description={say('Sans condition, toutes les fiches comptent.', 'Without a condition all records count.')}>
        <FilterBar object={object} filter={filter} titles={titles} onChange={(next) => set({ filter: next })} />
      </Input.Wrapper>
      <div className={classes.pair}>
        <Select
          label={say('Mesure', 'Measure')}
          allowDeselect={false}
          value={tile.measure}
          data={[{ value: 'count', label: say('Nombre de fiches', 'Number of records') }, ...measures]}
          onChange={(measure) => measure && set({ measure })}
        />
        {needsBy.includes(tile.kind) && (
          <Select
            label={say('Regroupement', 'Grouped by')}
            required
            value={tile.by ?? null}
            data={fields.filter(groupable).map((field) => ({ value: field.key, label: label(field.label) }))}
            onChange={(by) => by && set({ by })}
          />
        )}
        <Select
          label={say('Date que suit la période', 'Date the period looks at')}
          required={needsWhen.includes(tile.kind)}
          clearable={!needsWhen.includes(tile.kind)}
          placeholder={say('Aucune : l’état d’aujourd’hui', 'None: how things stand')}
          value={tile.when ?? null}
          data={fields.filter((field) => typeOf(field).isTime).map((field) => ({ value: field.key, label: label(field.label) }))}
          onChange={(when) => set({ when: when ?? undefined })}
        />
        {tile.kind === 'target' && <Goal object={object} tile={tile} set={set} />}
      </div>
    </>
  )
}

// Typed in euros where the measure is an amount.
function Goal({ object, tile, set }: { object: ObjectDeclaration; tile: Tile; set: (parts: Partial<Tile>) => void }) {
  const unit = measureOf(object, tile.measure)?.field.currency ? 100 : 1
  return (
    <NumberInput
      label={say('Objectif de la période', 'Target of the period')}
      min={0}
      thousandSeparator={'\u202f'}
      decimalSeparator=","
      suffix={unit === 100 ? '\u00a0€' : ''}
      value={tile.goal === undefined ? '' : tile.goal / unit}
      onChange={(goal) => set({ goal: typeof goal === 'number' ? goal * unit : undefined })}
    />
  )
}
