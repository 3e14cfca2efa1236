import { useMediaQuery } from '@mantine/hooks'
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import { useVirtualizer } from '@tanstack/react-virtual'
import { memo, useCallback, useEffect, useRef, useState, type Dispatch, type KeyboardEvent, type SetStateAction } from 'react'
import { Link, useLocation } from 'wouter'
import { label, say } from '../design/language.ts'
import type { Field, ObjectDeclaration, StoredRecord, Titles } from './api.ts'
import { fieldOf } from './catalogue.ts'
import { typeOf } from './fieldTypes.ts'
import classes from './RecordTable.module.css'
import type { Records } from './records.ts'
import { titleKeys, titleOf } from './titles.ts'

export type Select = Dispatch<SetStateAction<ReadonlySet<string>>>

type Props = {
  object: ObjectDeclaration
  records: Records
  columns: Field[]
  sort: string
  onSort: (sort: string) => void
  selected: ReadonlySet<string>
  onSelect: Select
  sortable: (field: Field) => boolean
}

// Only the rows in sight exist; further ones are asked for as the end comes near. Rows are plain cells, and a row is
// drawn anew only when its record or its selection changed: that is what keeps a long list fluid.
export function RecordTable({ object, records, columns, sort, onSort, selected, onSelect, sortable }: Props) {
  const region = useRef<HTMLDivElement>(null)
  const narrow = useMediaQuery('(max-width: 48em)', undefined, { getInitialValueInEffect: false }) ?? false
  const rows = useVirtualizer({
    count: records.list.length,
    getScrollElement: () => region.current,
    estimateSize: () => (narrow ? 64 : 41),
    overscan: 12,
  })
  useEffect(() => rows.measure(), [narrow, rows])
  const shown = rows.getVirtualItems()
  const last = shown[shown.length - 1]?.index ?? 0
  const { hasMore, isLoadingMore, loadMore } = records
  useEffect(() => {
    if (hasMore && !isLoadingMore && last >= records.list.length - 30) loadMore()
  }, [hasMore, isLoadingMore, last, loadMore, records.list.length])
  const { onKeyDown } = useRowKeys(object, records.list, region, (index) => rows.scrollToIndex(index), onSelect)

  const [, go] = useLocation()
  const toggle = useCallback((id: string) => onSelect((before) => toggled(before, id)), [onSelect])
  const before = shown[0]?.start ?? 0
  const after = rows.getTotalSize() - (shown[shown.length - 1]?.end ?? 0)
  const span = narrow ? 2 : columns.length + 2

  return (
    <div ref={region} className={classes.region} tabIndex={0} role="region" aria-label={label(object.plural)} onKeyDown={onKeyDown}>
      <table className={classes.table} style={narrow ? undefined : { width: `max(100%, ${44 + 260 + total(columns)}px)` }} aria-rowcount={records.total ?? -1} data-narrow={narrow || undefined}>
        {!narrow && (
          <>
            <colgroup>
              <col style={{ width: 44 }} />
              <col style={{ width: 260 }} />
              {columns.map((field) => (
                <col key={field.id} style={{ width: typeOf(field).width }} />
              ))}
            </colgroup>
            <thead>
              <tr aria-rowindex={1}>
                <th className={classes.tick}>
                  <input
                    type="checkbox"
                    aria-label={say('Tout sélectionner', 'Select all')}
                    checked={records.list.length > 0 && records.list.every((record) => selected.has(record.id))}
                    onChange={(change) => onSelect(change.currentTarget.checked ? new Set(records.list.map((record) => record.id)) : new Set())}
                  />
                </th>
                <Heading title={titleLabel(object)} sortKey={nameKey(object)} sort={sort} onSort={onSort} />
                {columns.map((field) => (
                  <Heading
                    key={field.id}
                    title={label(field.label)}
                    sortKey={sortable(field) ? field.key : null}
                    sort={sort}
                    onSort={onSort}
                    end={typeOf(field).align === 'end'}
                  />
                ))}
              </tr>
            </thead>
          </>
        )}
        <tbody>
          {before > 0 && <Spacer height={before} span={span} />}
          {shown.map(({ index }) => {
            const record = records.list[index]
            if (!record) return null
            return (
              <Row
                key={record.id}
                object={object}
                record={record}
                titles={records.titles}
                columns={columns}
                index={index}
                isSelected={selected.has(record.id)}
                narrow={narrow}
                toggle={toggle}
                go={go}
              />
            )
          })}
          {after > 0 && <Spacer height={after} span={span} />}
        </tbody>
      </table>
    </div>
  )
}

// People are sorted by the last of the words that name them.
const nameKey = (object: ObjectDeclaration) => titleKeys(object).at(-1) ?? object.title_field

const titleLabel = (object: ObjectDeclaration) => label(fieldOf(object, nameKey(object))?.label) || label(object.label)

const total = (columns: Field[]) => columns.reduce((sum, field) => sum + typeOf(field).width, 0)

const Spacer = ({ height, span }: { height: number; span: number }) => (
  <tr aria-hidden="true">
    <td colSpan={span} style={{ height, padding: 0, border: 0 }} />
  </tr>
)

type HeadingProps = { title: string; sortKey: string | null; sort: string; onSort: (sort: string) => void; end?: boolean }

function Heading({ title, sortKey, sort, onSort, end = false }: HeadingProps) {
  const ascending = sort === sortKey
  const descending = sort === `-${sortKey}`
  if (!sortKey) return <th data-end={end || undefined}>{title}</th>
  return (
    <th data-end={end || undefined} aria-sort={ascending ? 'ascending' : descending ? 'descending' : 'none'}>
      <button type="button" className={classes.sort} onClick={() => onSort(ascending ? `-${sortKey}` : descending ? '' : sortKey)}>
        <span>{title}</span>
        {ascending && <IconArrowUp size={13} aria-hidden="true" />}
        {descending && <IconArrowDown size={13} aria-hidden="true" />}
      </button>
    </th>
  )
}

type RowProps = {
  object: ObjectDeclaration
  record: StoredRecord
  titles: Titles
  columns: Field[]
  index: number
  isSelected: boolean
  narrow: boolean
  toggle: (id: string) => void
  go: (href: string) => void
}

const Row = memo(
  function Row({ object, record, titles, columns, index, isSelected, narrow, toggle, go }: RowProps) {
    const href = `/${object.path}/${record.id}`
    const title = titleOf(object, record, titles)
    const filled = atAGlance(object, columns).filter((field) => !typeOf(field).isEmpty(record[field.key]))
    return (
      <tr
        className={classes.row}
        data-row={index}
        data-selected={isSelected || undefined}
        aria-rowindex={index + 2}
        aria-selected={isSelected}
        onClick={() => go(href)}
      >
        <td className={classes.tick} onClick={(click) => click.stopPropagation()}>
          <input type="checkbox" aria-label={`${say('Sélectionner', 'Select')} ${title}`} checked={isSelected} onChange={() => toggle(record.id)} />
        </td>
        <td className={classes.title}>
          <Link href={href} onClick={(click) => click.stopPropagation()}>
            {title}
          </Link>
          {narrow && (
            <span className={classes.below}>
              {filled.slice(0, 3).map((field) => (
                <span key={field.id}>
                  <Cell field={field} record={record} titles={titles} />
                </span>
              ))}
            </span>
          )}
        </td>
        {!narrow &&
          columns.map((field) => (
            <td key={field.id} data-end={typeOf(field).align === 'end' || undefined}>
              <Cell field={field} record={record} titles={titles} />
            </td>
          ))}
      </tr>
    )
  },
  (before, after) =>
    before.record === after.record &&
    before.isSelected === after.isSelected &&
    before.columns === after.columns &&
    before.narrow === after.narrow &&
    before.index === after.index &&
    before.toggle === after.toggle,
)

// On a phone three values stand below the name, where the record stands first of all.
const atAGlance = (object: ObjectDeclaration, columns: Field[]) =>
  columns.toSorted((left, right) => Number(right.key === object.board_field) - Number(left.key === object.board_field))

function Cell({ field, record, titles }: { field: Field; record: StoredRecord; titles: Titles }) {
  const { Show } = typeOf(field)
  return <Show value={record[field.key]} field={field} titles={titles} dense />
}

export function toggled(selected: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(selected)
  if (!next.delete(id)) next.add(id)
  return next
}

// Arrows walk the rows, Enter opens, x selects, Escape clears: the mouse is never needed.
function useRowKeys(
  object: ObjectDeclaration,
  list: StoredRecord[],
  region: React.RefObject<HTMLDivElement | null>,
  reveal: (index: number) => void,
  onSelect: Select,
) {
  const [, go] = useLocation()
  const [at, setAt] = useState(-1)
  useEffect(() => {
    if (at >= 0) region.current?.querySelector<HTMLElement>(`[data-row="${at}"] a`)?.focus({ preventScroll: true })
  }, [at, region])

  const walk = (index: number) => {
    const next = Math.max(0, Math.min(list.length - 1, index))
    reveal(next)
    requestAnimationFrame(() => setAt(next))
  }

  function onKeyDown(press: KeyboardEvent) {
    const current = focusedRow() ?? at
    const record = list[current]
    const moves: Record<string, () => void> = {
      ArrowDown: () => walk(current + 1),
      ArrowUp: () => walk(current - 1),
      Home: () => walk(0),
      End: () => walk(list.length - 1),
      Enter: () => record && go(`/${object.path}/${record.id}`),
      x: () => record && onSelect((before) => toggled(before, record.id)),
      Escape: () => onSelect(new Set()),
    }
    const move = moves[press.key]
    if (!move || press.ctrlKey || press.metaKey || press.altKey || isTyping(press.target)) return
    press.preventDefault()
    move()
  }

  return { onKeyDown }
}

function focusedRow(): number | null {
  const row = document.activeElement?.closest<HTMLElement>('[data-row]')
  return row ? Number(row.dataset.row) : null
}

const isTyping = (target: EventTarget) => target instanceof HTMLElement && target.matches('th button')
