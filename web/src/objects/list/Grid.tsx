import { useMediaQuery } from '@mantine/hooks'
import { useCallback, useEffect, useLayoutEffect, useRef, useState, type ClipboardEvent, type KeyboardEvent } from 'react'
import { useLocation } from 'wouter'
import { label, say } from '../../design/language.ts'
import type { ObjectDeclaration, StoredRecord } from '../api.ts'
import { readBlock } from './clipboard.ts'
import { copied } from './copied.ts'
import { figureWords, sayFigure, type FigureChoice } from './figures.ts'
import classes from './Grid.module.css'
import { GridFoot } from './GridFoot.tsx'
import { GridHead } from './GridHead.tsx'
import { GridRow, type RowGestures } from './GridRow.tsx'
import { GroupRow } from './GroupRow.tsx'
import { PasteDialog, type Paste } from './PasteDialog.tsx'
import { pastedAt } from './pastedAt.ts'
import { recalled, remember, rememberSelection } from './remembered.ts'
import { groupName, placeOf, useRows, type ListLines } from './rows.ts'
import { useCellWrites } from './useCellWrites.ts'
import type { ColumnLayout } from './useColumnLayout.ts'
import { useLongScroll } from './useLongScroll.ts'
import { isSingle, rangeOf, walked, type Cell } from './walk.ts'

export type Selection = { ids: ReadonlySet<string>; set: (next: (before: ReadonlySet<string>) => ReadonlySet<string>) => void }

type Props = {
  object: ObjectDeclaration
  lines: ListLines
  layout: ColumnLayout
  sort: string
  setSort: (sort: string) => void
  figures: FigureChoice[]
  setFigures: (figures: FigureChoice[]) => void
  setGroup: (key: string | null) => void
  canGroup: (key: string) => boolean
  closed: ReadonlySet<string>
  toggleGroup: (name: string) => void
  selection: Selection
  address: string
  // The record that stands open beside the list.
  preview: { id: string | null; show: (id: string | null) => void }
}

type Editing = Cell & { typed: string | null }

const headHeight = 37
const footHeight = 36

// The list as a grid of cells: it is walked, written in, copied from and pasted into like a spreadsheet. Only the rows in
// sight exist.
export function Grid(props: Props) {
  const { object, lines, layout, selection, closed, toggleGroup } = props
  const { columns } = layout
  const narrow = useMediaQuery('(max-width: 48em)', undefined, { getInitialValueInEffect: false }) ?? false
  const region = useRef<HTMLDivElement>(null)
  const end = useRef<HTMLSpanElement>(null)
  const count = lines.lines.count
  const rowHeight = narrow ? 64 : 41
  const scroll = useLongScroll(region, count, rowHeight, narrow ? 0 : headHeight + footHeight)
  const rows = useRows(lines, scroll.sight)
  const writes = useCellWrites(object)
  const [active, setActive] = useState<Cell | null>(null)
  const [anchor, setAnchor] = useState<Cell | null>(null)
  const [editing, setEditing] = useState<Editing | null>(null)
  const [paste, setPaste] = useState<Paste | null>(null)
  const [menuAt, setMenuAt] = useState<string | null>(null)
  const [, go] = useLocation()
  const latest = useRef({ count })
  useEffect(() => {
    latest.current = { count }
  })
  const range = active && rangeOf(active, anchor ?? active)

  // Another question is another list, seen from its top; coming back to one finds it where it was left.
  const { reveal, toTop } = scroll
  const question = lines.question
  useLayoutEffect(() => {
    const line = recalled(props.address)
    if (line === null) return toTop()
    reveal(line)
    setActive({ line, column: 0 })
    // Only when the question changes: the address also tells of what leaves the rows as they are.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [question, toTop, reveal])

  const stand = useCallback(
    (cell: Cell, extend = false) => {
      if (!extend) setAnchor(null)
      else setAnchor((before) => before ?? active)
      setActive(cell)
      setEditing(null)
      if (cell.line >= 0) reveal(cell.line)
      region.current?.focus({ preventScroll: true })
    },
    [active, reveal],
  )
  useEffect(() => {
    if (!active || !region.current || narrow) return
    showColumn(region.current, columns[active.column])
  }, [active, columns, narrow])

  const open = (record: StoredRecord, line: number) => {
    remember(props.address, line)
    rememberSelection(props.address, selection.ids)
    const place = placeOf(lines, line)
    go(`/${object.path}/${record.id}`, place ? { state: { trail: { ...place, href: props.address, line } } } : {})
  }
  const edit = (cell: Cell, typed: string | null = null) => {
    const column = columns[cell.column]
    if (!column?.field || !column.canWrite || question.bin || !rows.at(cell.line)) return
    setActive(cell)
    setAnchor(null)
    setEditing({ ...cell, typed })
  }
  const settle = useCallback(
    (record: StoredRecord, column: number, value: unknown, step: Cell | null) => {
      const field = columns[column]?.field
      if (field) void writes.write(record, field, value)
      setEditing(null)
      region.current?.focus({ preventScroll: true })
      const next = step && within(step, { lines: latest.current.count, columns: columns.length })
      if (next) stand(next)
    },
    [columns, stand, writes],
  )

  const toggleSelected = (line: number) => {
    const record = rows.at(line)
    if (record) selection.set((before) => toggled(before, record.id))
  }
  // What stands open beside the list follows the active row.
  const activeId = active ? rows.at(active.line)?.id : undefined
  const { preview } = props
  useEffect(() => {
    if (activeId && preview.id && activeId !== preview.id) preview.show(activeId)
    // Only when one walks: a preview that is opened elsewhere stays.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [activeId])
  const gestures: RowGestures = {
    press: (cell, isRange) => stand(cell, isRange),
    edit: (cell) => edit(cell),
    open,
    preview: (record, line) => {
      stand({ line, column: 0 })
      preview.show(record.id)
    },
    toggle: (id) => selection.set((before) => toggled(before, id)),
    settle,
    cancel: (record, column) => {
      const field = columns[column]?.field
      if (field) writes.forget(`${record.id} ${field.key}`, null)
      setEditing(null)
      region.current?.focus({ preventScroll: true })
    },
  }
  const steady = useSteady(gestures)

  function enter(cell: Cell, press: KeyboardEvent) {
    if (cell.line < 0) return setMenuAt(columns[cell.column]?.key ?? null)
    const line = lines.lines.at(cell.line)
    if (line.kind === 'head') return toggleGroup(groupName(lines.segments[line.segment]?.group?.value))
    const record = rows.at(cell.line)
    if (!record) return
    if (cell.column === 0 && press.key === 'Enter') return open(record, cell.line)
    edit(cell)
  }

  function onKeyDown(press: KeyboardEvent) {
    if (editing || menuAt || paste || (press.target !== region.current && !(press.target as HTMLElement).matches('a, input[type=checkbox]'))) return
    const cell = active ?? { line: -1, column: 0 }
    const control = press.ctrlKey || press.metaKey
    const done = () => press.preventDefault()
    const step = press.altKey ? null : walked(cell, press.key, control, { lines: count, columns: columns.length, page: scroll.page })
    if (step) return done(), stand(step, press.shiftKey)
    if (control && press.key === 'z') return done(), writes.undo()
    if (control && press.key === 'a') return done(), selection.set(() => new Set(rows.loaded.map((record) => record.id)))
    if (control && press.key === 'c') return void copySelected(press)
    if (control && press.key === 'Enter') return done(), preview.show(activeId && activeId !== preview.id ? activeId : null)
    if (control || press.altKey) return
    if (press.key === 'Tab' && !press.shiftKey) return end.current?.focus()
    if (press.key === 'Enter' || press.key === 'F2') return done(), enter(cell, press)
    if (press.key === ' ') return done(), isHead(cell) ? enter(cell, press) : toggleSelected(cell.line)
    if (press.key === 'x' && cell.column === 0) return done(), toggleSelected(cell.line)
    if (press.key === 'Escape' && preview.id) return done(), preview.show(null)
    if (press.key === 'Escape') return done(), setAnchor(null), selection.set(() => new Set())
    if (press.key === 'Delete' || press.key === 'Backspace') return done(), clearRange()
    if (press.key.length === 1 && cell.line >= 0) return done(), edit(cell, press.key)
  }

  const isHead = (cell: Cell) => lines.lines.at(cell.line).kind === 'head'

  const copySelected = (press: KeyboardEvent) => {
    if (!range || document.getSelection()?.toString()) return
    press.preventDefault()
    void navigator.clipboard?.writeText(copied(range, columns, rows, object)).catch(() => undefined)
  }

  const pasteBlock = (block: string[][]) => {
    if (!range || range.top < 0 || question.bin) return
    const found = pastedAt(block, range, { columns, count, recordAt: rows.at })
    const only = found.cells.length === 1 && isSingle(range) ? found.cells[0] : undefined
    if (only && only.isRead) return void writes.write(only.record, only.field, only.value)
    setPaste(found)
  }
  const onPaste = (event: ClipboardEvent) => {
    if (editing || paste || event.target !== region.current) return
    event.preventDefault()
    pasteBlock(readBlock(event.clipboardData.getData('text/plain')))
  }
  const clearRange = () => {
    if (!range || range.top < 0) return
    const blank = Array.from({ length: range.bottom - range.top + 1 }, () => Array.from({ length: range.right - range.left + 1 }, () => ''))
    pasteBlock(blank)
  }

  const drawn = Array.from({ length: Math.max(0, scroll.sight.last - scroll.sight.first + 1) }, (_, index) => scroll.sight.first + index)
  const loadedIds = rows.loaded.map((record) => record.id)
  return (
    <>
      <div
        ref={region}
        className={classes.region}
        role={lines.by ? 'treegrid' : 'grid'}
        tabIndex={0}
        aria-label={label(object.plural)}
        aria-rowcount={lines.total === undefined ? -1 : count + 1}
        aria-colcount={columns.length + 1}
        aria-multiselectable
        aria-busy={lines.isOld || undefined}
        aria-activedescendant={active && !editing && (active.line < 0 || drawn.includes(active.line)) ? cellId(active) : undefined}
        data-narrow={narrow || undefined}
        onKeyDown={onKeyDown}
        onPaste={onPaste}
      >
        {!narrow && (
          <GridHead
            {...props}
            activeColumn={active?.line === -1 ? active.column : null}
            menuAt={menuAt}
            setMenuAt={(key) => {
              setMenuAt(key)
              if (key === null) region.current?.focus({ preventScroll: true })
            }}
            allSelected={loadedIds.length > 0 && loadedIds.every((id) => selection.ids.has(id))}
            selectAll={(on) => selection.set(() => new Set(on ? loadedIds : []))}
          />
        )}
        <div role="rowgroup" className={classes.body} style={narrow ? { height: scroll.height } : { height: scroll.height, width: `max(100%, ${layout.width}px)` }} data-old={lines.isOld || undefined}>
          {drawn.map((number) => {
            const line = lines.lines.at(number)
            const top = number * rowHeight - scroll.sight.shift
            if (line.kind === 'head') {
              const segment = lines.segments[line.segment]!
              return (
                <GroupRow
                  key={`head ${line.segment}`}
                  by={lines.by!}
                  group={segment.group!}
                  titles={rows.titles}
                  line={number}
                  top={top}
                  columns={narrow ? columns.slice(0, 1) : columns}
                  figures={props.figures}
                  isOpen={!closed.has(groupName(segment.group?.value))}
                  activeColumn={active?.line === number ? active.column : null}
                  toggle={() => toggleGroup(groupName(segment.group?.value))}
                />
              )
            }
            const record = rows.at(number)
            return (
              <GridRow
                key={number % 400}
                object={object}
                record={record}
                titles={rows.titles}
                columns={columns}
                line={number}
                top={top}
                narrow={narrow}
                isSelected={!!record && selection.ids.has(record.id)}
                activeColumn={active?.line === number ? active.column : null}
                rangeFrom={range && range.top <= number && number <= range.bottom && !isSingle(range) ? range.left : null}
                rangeTo={range?.right ?? 0}
                editing={editing?.line === number ? editing : null}
                pending={writes.pending}
                gestures={steady}
              />
            )
          })}
        </div>
        {!narrow && <GridFoot layout={layout} lines={lines} figures={props.figures} setFigures={props.setFigures} />}
      </div>
      <span ref={end} tabIndex={-1} />
      {narrow && <NarrowFigures {...props} />}
      {paste && (
        <PasteDialog
          object={object}
          paste={paste}
          titles={rows.titles}
          close={(commits) => {
            if (commits) writes.noteCommits(commits)
            setPaste(null)
            region.current?.focus({ preventScroll: true })
          }}
        />
      )}
    </>
  )
}

const within = ({ line, column }: Cell, { lines, columns }: { lines: number; columns: number }): Cell => ({
  line: Math.max(0, Math.min(lines - 1, line)),
  column: Math.max(0, Math.min(columns - 1, column)),
})

export const cellId = ({ line, column }: Cell) => `cell-${line}-${column}`

export function toggled(selected: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(selected)
  if (!next.delete(id)) next.add(id)
  return next
}

// On a phone there is no foot under each column: the figures stand in one line.
function NarrowFigures({ lines, figures, layout }: Props) {
  const shown = figures.flatMap((figure, index) => {
    const field = layout.available.find((one) => one.key === figure.key)
    const value = lines.figures?.[index]
    return field && value !== undefined && value !== null ? [{ figure, field, value }] : []
  })
  if (shown.length === 0) return null
  return (
    <div className={classes.narrowFigures}>
      {shown.map(({ figure, field, value }) => (
        <span key={figure.key}>
          {label(field.label)}
          {say(' : ', ': ')}
          <b>{sayFigure(field, figure.kind, value)}</b> {figure.kind === 'sum' ? '' : figureWords(figure.kind).toLowerCase()}
        </span>
      ))}
    </div>
  )
}

// The active cell is brought out from under the pinned columns, or in from the right.
function showColumn(region: HTMLElement, column: { left: number; width: number; pinned: boolean; key: string } | undefined) {
  if (!column || column.pinned) return
  const cell = region.querySelector<HTMLElement>(`[data-heading="${column.key}"]`)
  if (!cell) return
  const pinned = Number(region.querySelector<HTMLElement>('[data-pinned-width]')?.dataset.pinnedWidth ?? 0)
  const left = cell.offsetLeft
  if (left < region.scrollLeft + pinned) region.scrollLeft = left - pinned
  else if (left + column.width > region.scrollLeft + region.clientWidth) region.scrollLeft = left + column.width - region.clientWidth
}

// One object for as long as the list stands, so that rows are not drawn anew for its sake.
function useSteady(gestures: RowGestures): RowGestures {
  const latest = useRef(gestures)
  useEffect(() => {
    latest.current = gestures
  })
  const [steady] = useState<RowGestures>(() => ({
    press: (...given) => latest.current.press(...given),
    edit: (...given) => latest.current.edit(...given),
    open: (...given) => latest.current.open(...given),
    preview: (...given) => latest.current.preview(...given),
    toggle: (...given) => latest.current.toggle(...given),
    settle: (...given) => latest.current.settle(...given),
    cancel: (...given) => latest.current.cancel(...given),
  }))
  return steady
}
