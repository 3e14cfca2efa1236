import { Alert, Button, Group, Select } from '@mantine/core'
import { IconAlertTriangle, IconArrowRight } from '@tabler/icons-react'
import { useState } from 'react'
import { problemFrom, type Problem } from '../../changes/client.ts'
import { showNumber } from '../../design/formats.ts'
import { label, plural, say } from '../../design/language.ts'
import { Complaints } from '../../design/states.tsx'
import type { Field, ObjectDeclaration } from '../api.ts'
import { useCatalogue, useMe } from '../catalogue.ts'
import { typeOf } from '../fieldTypes.ts'
import { mappedObjects, proposed, settle, tryOut, written, type Column, type Draft, type Mapping, type Options, type Reading, type Trial } from './imports.ts'
import classes from './ImportScreen.module.css'

type Props = { draft: Draft; onTried: (trial: Trial) => void }

export function MappingStep({ draft, onTried }: Props) {
  const { permissions } = useMe()
  const objects = useCatalogue().objects.filter((object) => permissions[object.key]?.import)
  const [mapping, setMapping] = useState<Mapping>(() => proposed(draft.columns))
  const [options, setOptions] = useState<Options>(draft.options)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [trying, setTrying] = useState(false)
  const used = mappedObjects(mapping, objects)
  const kept = Object.values(mapping).filter(Boolean).length

  async function read(reading: Reading) {
    setProblem(null)
    try {
      const anew = await settle(draft.id, reading)
      setMapping(proposed(anew.columns))
    } catch (failure) {
      setProblem(problemFrom(failure))
    }
  }

  async function tryIt() {
    setTrying(true)
    setProblem(null)
    try {
      await settle(draft.id, { columns: written(mapping), ...options, key: keysInUse(options, used) })
      onTried(await tryOut(draft.id))
    } catch (failure) {
      setProblem(problemFrom(failure))
    } finally {
      setTrying(false)
    }
  }

  return (
    <>
      <Complaints problem={problem} />
      {draft.warnings.map((warning) => (
        <Alert key={warning} color="yellow" variant="light" icon={<IconAlertTriangle size={18} />}>
          {warning}
        </Alert>
      ))}
      <FileReading file={draft.file} read={(reading) => void read(reading)} />
      <section className={classes.section}>
        <h2 className={classes.heading}>{say('Où va chaque colonne', 'Where each column goes')}</h2>
        <p className={classes.words}>
          {plural(
            kept,
            { one: '# colonne sera reprise.', other: '# colonnes seront reprises.' },
            { one: '# column will be taken.', other: '# columns will be taken.' },
          )}
        </p>
        <div className={classes.columns} role="list">
          {draft.columns.map((column) => (
            <ColumnLine
              key={column.index}
              column={column}
              objects={objects}
              place={mapping[column.index] ?? null}
              onChange={(place) => setMapping((before) => ({ ...before, [column.index]: place }))}
            />
          ))}
        </div>
      </section>
      <Duplicates options={options} used={used} mapping={mapping} onChange={setOptions} />
      <Group justify="flex-end" className={classes.foot}>
        <span className={classes.words}>{say('L’essai n’écrit rien.', 'The trial writes nothing.')}</span>
        <Button rightSection={<IconArrowRight size={16} />} loading={trying} disabled={kept === 0} onClick={() => void tryIt()}>
          {say('Essayer', 'Try')}
        </Button>
      </Group>
    </>
  )
}

function keysInUse({ key }: Options, used: ObjectDeclaration[]): Record<string, string> {
  return Object.fromEntries(Object.entries(key).filter(([object, field]) => field && used.some((one) => one.key === object)))
}

const encodings = ['UTF-8', 'UTF-16LE', 'UTF-16BE', 'Windows-1252']

function FileReading({ file, read }: { file: Draft['file']; read: (reading: Reading) => void }) {
  const withCurrent = (values: string[], current: string | null | undefined) => (current && !values.includes(current) ? [current, ...values] : values)
  const separators: Record<string, string> = { ';': say('Point-virgule', 'Semicolon'), ',': say('Virgule', 'Comma'), '\t': say('Tabulation', 'Tab'), '|': say('Barre |', 'Bar |') }
  const orders: Record<string, string> = { day_first: say('Jour, puis mois', 'Day, then month'), month_first: say('Mois, puis jour', 'Month, then day') }
  return (
    <section className={classes.section}>
      <h2 className={classes.heading}>{say('Comment le fichier a été lu', 'How the file was read')}</h2>
      <p className={classes.words}>
        {plural(file.rows, { one: '# ligne', other: '# lignes' }, { one: '# row', other: '# rows' })}
        {say(', corrigez si les aperçus ci-dessous semblent étranges.', ', correct this if the samples below look odd.')}
      </p>
      <div className={classes.reading}>
        {file.kind === 'csv' ? (
          <>
            <Select label={say('Codage', 'Encoding')} data={withCurrent(encodings, file.encoding)} value={file.encoding ?? null} allowDeselect={false} onChange={(encoding) => read({ encoding })} />
            <Select
              label={say('Séparateur', 'Separator')}
              data={withCurrent(Object.keys(separators), file.separator).map((value) => ({ value, label: separators[value] ?? value }))}
              value={file.separator ?? null}
              allowDeselect={false}
              onChange={(separator) => read({ separator })}
            />
          </>
        ) : (
          (file.sheets?.length ?? 0) > 1 && (
            <Select label={say('Feuille', 'Sheet')} data={file.sheets ?? []} value={file.sheet ?? null} allowDeselect={false} onChange={(sheet) => read({ sheet })} />
          )
        )}
        <Select
          label={say('Ordre des dates', 'Date order')}
          data={withCurrent(Object.keys(orders), file.date_order).map((value) => ({ value, label: orders[value] ?? value }))}
          value={file.date_order ?? null}
          allowDeselect={false}
          onChange={(order) => read({ date_order: order })}
        />
        <Select
          label={say('Ligne des titres', 'Header row')}
          data={['0', '1', '2', '3', '4', '5'].map((value) => ({ value, label: value === '0' ? say('Aucune', 'None') : showNumber(Number(value)) }))}
          value={String(file.header_row ?? 1)}
          allowDeselect={false}
          onChange={(row) => read({ header_row: Number(row) })}
        />
      </div>
    </section>
  )
}

type LineProps = { column: Column; objects: ObjectDeclaration[]; place: Mapping[number]; onChange: (place: Mapping[number]) => void }

function ColumnLine({ column, objects, place, onChange }: LineProps) {
  const data = objects.map((object) => ({
    group: label(object.plural),
    items: object.fields.filter((field) => !field.readonly && !field.system).flatMap((field) => places(object, field)),
  }))
  return (
    <div className={classes.column} role="listitem" data-left={place === null || undefined}>
      <div className={classes.source}>
        <span className={classes.name}>{column.name || say(`Colonne ${column.index + 1}`, `Column ${column.index + 1}`)}</span>
        <span className={classes.samples}>{column.samples.filter(Boolean).slice(0, 3).join(' · ')}</span>
      </div>
      <IconArrowRight size={16} className={classes.arrow} aria-hidden="true" />
      <Select
        aria-label={`${say('Destination de', 'Destination of')} ${column.name}`}
        data={data}
        value={place ? `${place.object}.${place.field}` : null}
        placeholder={say('Ne pas reprendre', 'Leave out')}
        clearable
        searchable
        onChange={(value) => {
          const [object = '', field = ''] = value?.split(/\.(.*)/s) ?? []
          onChange(value ? { object, field } : null)
        }}
      />
    </div>
  )
}

// A whole field, and its parts when it has some: an address often comes in three columns.
function places(object: ObjectDeclaration, field: Field) {
  const of = `(${label(object.label).toLowerCase()})`
  const whole = { value: `${object.key}.${field.key}`, label: `${label(field.label)} ${of}` }
  const parts = typeOf(field).parts.map((part) => ({ value: `${whole.value}.${part.key}`, label: `${label(field.label)}, ${label(part.label).toLowerCase()} ${of}` }))
  return [whole, ...parts]
}

type DuplicateProps = { options: Options; used: ObjectDeclaration[]; mapping: Mapping; onChange: (options: Options) => void }

function Duplicates({ options, used, mapping, onChange }: DuplicateProps) {
  if (used.length === 0) return null
  const mappedFields = (object: ObjectDeclaration) =>
    object.fields.filter((field) => Object.values(mapping).some((place) => place?.object === object.key && place.field.split('.')[0] === field.key))
  return (
    <section className={classes.section}>
      <h2 className={classes.heading}>{say('Fiches déjà connues', 'Records already known')}</h2>
      <div className={classes.reading}>
        {used.length > 1 && (
          <Select
            label={say('Chaque ligne décrit', 'Each row describes')}
            data={used.map((object) => ({ value: object.key, label: label(object.label) }))}
            value={options.object}
            allowDeselect={false}
            onChange={(object) => object && onChange({ ...options, object })}
          />
        )}
        {used.map((object) => (
          <Select
            key={object.key}
            label={say(`Reconnaître « ${label(object.label).toLowerCase()} » par`, `Recognise ${label(object.label).toLowerCase()} by`)}
            data={mappedFields(object).map((field) => ({ value: field.key, label: label(field.label) }))}
            value={options.key[object.key] ?? null}
            placeholder={say('Toujours créer', 'Always create')}
            clearable
            onChange={(field) => onChange({ ...options, key: { ...options.key, [object.key]: field ?? '' } })}
          />
        ))}
        <Select
          label={say('Si la fiche existe déjà', 'If the record exists already')}
          data={[
            { value: 'update', label: say('La mettre à jour', 'Update it') },
            { value: 'skip', label: say('La laisser telle quelle', 'Leave it as it is') },
          ]}
          value={options.on_match}
          allowDeselect={false}
          onChange={(choice) => onChange({ ...options, on_match: choice === 'skip' ? 'skip' : 'update' })}
        />
        <Select
          label={say('Si une valeur est illisible', 'If a value cannot be read')}
          data={[
            { value: 'reject', label: say('Rejeter la ligne', 'Reject the row') },
            { value: 'skip_cell', label: say('Laisser ce champ vide', 'Leave that field empty') },
          ]}
          value={options.on_bad_cell}
          allowDeselect={false}
          onChange={(choice) => onChange({ ...options, on_bad_cell: choice === 'skip_cell' ? 'skip_cell' : 'reject' })}
        />
      </div>
    </section>
  )
}
