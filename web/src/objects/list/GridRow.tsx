import { Skeleton, Tooltip } from '@mantine/core'
import { IconLayoutSidebarRight } from '@tabler/icons-react'
import { memo, type MouseEvent } from 'react'
import { Link } from 'wouter'
import { say } from '../../design/language.ts'
import type { Field, ObjectDeclaration, StoredRecord, Titles, Value } from '../api.ts'
import { typeOf } from '../fieldTypes.ts'
import { titleOf } from '../titles.ts'
import { CellEditor } from './CellEditor.tsx'
import classes from './Grid.module.css'
import { pendingKey, type Pending } from './useCellWrites.ts'
import type { Column } from './useColumnLayout.ts'
import type { Cell } from './walk.ts'

export type RowGestures = {
  press: (cell: Cell, isRange: boolean) => void
  edit: (cell: Cell) => void
  open: (record: StoredRecord, line: number) => void
  preview: (record: StoredRecord, line: number) => void
  toggle: (id: string) => void
  settle: (record: StoredRecord, column: number, value: unknown, step: Cell | null) => void
  cancel: (record: StoredRecord, column: number) => void
}

type Props = {
  object: ObjectDeclaration
  record: StoredRecord | undefined
  titles: Titles
  columns: Column[]
  line: number
  top: number
  narrow: boolean
  isSelected: boolean
  activeColumn: number | null
  rangeFrom: number | null
  rangeTo: number
  editing: (Cell & { typed: string | null }) | null
  pending: ReadonlyMap<string, Pending>
  gestures: RowGestures
}

// A row is drawn anew only when something of its own changed: that is what keeps a long list fluid.
export const GridRow = memo(Row, (before, after) => {
  const { titles: _, pending: seen, ...one } = before
  const { titles: __, pending: now, ...other } = after
  if (seen !== now && touches(before.record, seen, now)) return false
  return (Object.keys(one) as (keyof typeof one)[]).every((key) => one[key] === other[key])
})

const touches = (record: StoredRecord | undefined, ...maps: ReadonlyMap<string, Pending>[]) =>
  !!record && maps.some((map) => [...map.keys()].some((key) => key.startsWith(record.id)))

function Row(props: Props) {
  const { object, record, line, top, narrow, isSelected, columns, titles, gestures } = props
  const style = { transform: `translateY(${top}px)` }
  if (!record) return <Waiting style={style} columns={narrow ? [] : columns} line={line} />
  const title = titleOf(object, record, titles)
  return (
    <div
      role="row"
      className={classes.row}
      style={style}
      aria-rowindex={line + 2}
      aria-selected={isSelected}
      data-selected={isSelected || undefined}
      data-at={props.activeColumn === null ? undefined : true}
      data-editing={props.editing ? true : undefined}
      {...(narrow ? { onClick: () => gestures.open(record, line) } : {})}
    >
      <div role="gridcell" className={classes.tick} onClick={(click) => click.stopPropagation()}>
        <input
          type="checkbox"
          tabIndex={-1}
          aria-label={`${say('Sélectionner', 'Select')} ${title}`}
          checked={isSelected}
          onChange={() => gestures.toggle(record.id)}
        />
      </div>
      {narrow ? <NarrowCell {...props} record={record} title={title} /> : columns.map((column, index) => <GridCell key={column.key} {...props} record={record} title={title} column={column} index={index} />)}
      {!narrow && <div className={classes.filler} />}
    </div>
  )
}

function Waiting({ style, columns, line }: { style: React.CSSProperties; columns: Column[]; line: number }) {
  return (
    <div role="row" className={classes.row} style={style} aria-rowindex={line + 2} data-waiting>
      <div role="gridcell" className={classes.tick} />
      {columns.map((column) => (
        <div key={column.key} role="gridcell" className={classes.cell} style={column.pinned ? { width: column.width, left: column.left } : { width: column.width }} data-pinned={column.pinned || undefined} data-waiting>
          <Skeleton height={10} width={`${40 + ((line * 31 + column.width) % 45)}%`} radius="sm" animate={false} />
        </div>
      ))}
      {columns.length === 0 && (
        <div role="gridcell" className={classes.narrowCell}>
          <Skeleton height={10} width="55%" radius="sm" animate={false} mt={14} />
        </div>
      )}
    </div>
  )
}

type CellProps = Props & { record: StoredRecord; title: string; column: Column; index: number }

function GridCell(props: CellProps) {
  const { object, record, title, titles, column, index, line, activeColumn, rangeFrom, rangeTo, editing, pending, gestures } = props
  const { field } = column
  const waiting = field ? pending.get(pendingKey(record.id, field.key)) : undefined
  const isActive = activeColumn === index
  const here = { line, column: index }
  const isEditing = editing?.column === index && field !== null

  function onMouseDown(press: MouseEvent) {
    if (press.button !== 0 || isEditing || (press.target as HTMLElement).closest('a, button, input, [data-portal]')) return
    press.preventDefault()
    if (isActive && !press.shiftKey && column.canWrite && index > 0) return gestures.edit(here)
    gestures.press(here, press.shiftKey)
  }

  return (
    <div
      role="gridcell"
      id={`cell-${line}-${index}`}
      aria-colindex={index + 2}
      aria-readonly={!column.canWrite}
      aria-invalid={waiting?.refusal ? true : undefined}
      className={index === 0 ? classes.title : classes.cell}
      style={column.pinned ? { width: column.width, left: column.left } : { width: column.width }}
      data-pinned={column.pinned || undefined}
      data-end={column.end || undefined}
      data-active={isActive || undefined}
      data-range={(rangeFrom !== null && rangeFrom <= index && index <= rangeTo) || undefined}
      data-pending={(waiting && !waiting.refusal) || undefined}
      data-refused={waiting?.refusal ? true : undefined}
      onMouseDown={onMouseDown}
      onDoubleClick={() => gestures.edit(here)}
    >
      {isEditing && field ? (
        <CellEditor
          field={field}
          titles={titles}
          value={waiting ? waiting.value : record[field.key]}
          typed={editing.typed}
          refusal={waiting?.refusal ?? null}
          settle={(value, step) => gestures.settle(record, index, value, step && { line: line + step.down, column: index + step.right })}
          cancel={() => gestures.cancel(record, index)}
        />
      ) : index === 0 ? (
        <>
          <Link
            href={`/${object.path}/${record.id}`}
            tabIndex={-1}
            onClick={(click: MouseEvent) => {
              if (click.ctrlKey || click.metaKey || click.shiftKey) return
              click.preventDefault()
              gestures.open(record, line)
            }}
          >
            {waiting && field ? typeOf(field).say(waiting.value, field, titles) : title}
          </Link>
          <button type="button" tabIndex={-1} className={classes.preview} aria-label={say('Aperçu', 'Preview')} title={say('Aperçu (Ctrl Entrée)', 'Preview (Ctrl Enter)')} onClick={() => gestures.preview(record, line)}>
            <IconLayoutSidebarRight size={15} stroke={1.7} aria-hidden="true" />
          </button>
        </>
      ) : (
        field && (waiting?.refusal ? <Refused field={field} pending={waiting} titles={titles} /> : <Shown field={field} value={waiting ? waiting.value : record[field.key]} titles={titles} />)
      )}
    </div>
  )
}

function Refused({ field, pending, titles }: { field: Field; pending: Pending; titles: Titles }) {
  return (
    <Tooltip label={pending.refusal} openDelay={0} multiline maw={300} position="bottom-start">
      <span className={classes.refused}>{typeOf(field).say(pending.value, field, titles)}</span>
    </Tooltip>
  )
}

function Shown({ field, value, titles }: { field: Field; value: Value; titles: Titles }) {
  const { Show, isEmpty, canRead } = typeOf(field)
  if (isEmpty(value)) return null
  // What could not be read is shown as it was typed.
  return canRead(value) ? <Show value={value} field={field} titles={titles} dense /> : <>{String(value)}</>
}

// On a phone three values stand below the name, where the record stands first of all.
function NarrowCell({ object, record, title, titles, columns }: Props & { record: StoredRecord; title: string }) {
  const fields = columns.slice(1).flatMap((column) => (column.field ? [column.field] : []))
  const filled = fields
    .toSorted((left, right) => Number(right.key === object.board_field) - Number(left.key === object.board_field))
    .filter((field) => !typeOf(field).isEmpty(record[field.key]))
  return (
    <div role="gridcell" className={classes.narrowCell}>
      <Link href={`/${object.path}/${record.id}`} onClick={(click: MouseEvent) => click.preventDefault()}>
        {title}
      </Link>
      <span className={classes.below}>
        {filled.slice(0, 3).map((field) => (
          <span key={field.id} data-align={typeOf(field).align}>
            <Shown field={field} value={record[field.key]} titles={titles} />
          </span>
        ))}
      </span>
    </div>
  )
}
