import { combine } from '@atlaskit/pragmatic-drag-and-drop/combine'
import { draggable, dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import { IconArrowDown, IconArrowUp, IconChevronDown } from '@tabler/icons-react'
import { useEffect, useRef, useState, type PointerEvent } from 'react'
import { say } from '../../design/language.ts'
import { moved, resized, titleKey } from './columns.ts'
import type { FigureChoice } from './figures.ts'
import classes from './Grid.module.css'
import { HeadMenu } from './HeadMenu.tsx'
import { readSort, sortedBy, writeSort } from './sort.ts'
import type { Column, ColumnLayout } from './useColumnLayout.ts'

export type HeadProps = {
  layout: ColumnLayout
  sort: string
  setSort: (sort: string) => void
  figures: FigureChoice[]
  setFigures: (figures: FigureChoice[]) => void
  setGroup: (key: string | null) => void
  canGroup: (key: string) => boolean
}

type Props = HeadProps & {
  activeColumn: number | null
  menuAt: string | null
  setMenuAt: (key: string | null) => void
  allSelected: boolean
  selectAll: (on: boolean) => void
}

export function GridHead(props: Props) {
  const { layout, activeColumn, menuAt, setMenuAt, allSelected, selectAll } = props
  const pinnedWidth = layout.columns.filter((column) => column.pinned).reduce((sum, column) => sum + column.width, 44)
  return (
    <div role="rowgroup" className={classes.head} data-pinned-width={pinnedWidth} style={{ width: `max(100%, ${layout.width}px)` }}>
      <div role="row" className={classes.headRow} aria-rowindex={1}>
        <div role="columnheader" className={classes.tick} aria-label={say('Sélection', 'Selection')}>
          <input type="checkbox" aria-label={say('Tout sélectionner', 'Select all')} checked={allSelected} onChange={(change) => selectAll(change.currentTarget.checked)} />
        </div>
        {layout.columns.map((column, index) => (
          <Heading
            key={column.key}
            {...props}
            column={column}
            index={index}
            isActive={activeColumn === index}
            isOpen={menuAt === column.key}
            setOpen={(open) => (open || menuAt === column.key) && setMenuAt(open ? column.key : null)}
          />
        ))}
        <div className={classes.filler} />
      </div>
    </div>
  )
}

type HeadingProps = HeadProps & { column: Column; index: number; isActive: boolean; isOpen: boolean; setOpen: (open: boolean) => void }

// A heading sorts by a click, adds to the sort with Shift, is carried elsewhere, is made wider at its edge; its menu does
// all of that and more without a mouse.
function Heading(props: HeadingProps) {
  const { column, index, isActive, isOpen, setOpen, layout, sort, setSort } = props
  const heading = useRef<HTMLDivElement>(null)
  const edge = useCarrying(heading, column, layout)
  const keys = readSort(sort)
  const rank = keys.findIndex((key) => key.key === column.sortKey)
  const order = keys[rank]
  return (
    <div
      ref={heading}
      id={`cell--1-${index}`}
      role="columnheader"
      aria-colindex={index + 2}
      aria-sort={order ? (order.descending ? 'descending' : 'ascending') : column.sortKey ? 'none' : undefined}
      className={classes.heading}
      style={column.pinned ? { width: column.width, left: column.left } : { width: column.width }}
      data-heading={column.key}
      data-pinned={column.pinned || undefined}
      data-end={column.end || undefined}
      data-active={isActive || undefined}
      data-edge={edge ?? undefined}
    >
      <button
        type="button"
        tabIndex={-1}
        className={classes.headName}
        disabled={!column.sortKey}
        title={column.sortKey ? say('Trier ; Maj pour ajouter au tri', 'Sort; Shift adds to the sort') : undefined}
        onClick={(click) => column.sortKey && setSort(writeSort(sortedBy(keys, column.sortKey, click.shiftKey)))}
      >
        <span>{column.label}</span>
        {order && (order.descending ? <IconArrowDown size={13} aria-hidden="true" /> : <IconArrowUp size={13} aria-hidden="true" />)}
        {order && keys.length > 1 && <span className={classes.rank}>{rank + 1}</span>}
      </button>
      <HeadMenu {...props} isOpen={isOpen} setOpen={setOpen}>
        <button type="button" tabIndex={-1} className={classes.headMore} aria-label={say(`Colonne ${column.label}`, `Column ${column.label}`)}>
          <IconChevronDown size={14} />
        </button>
      </HeadMenu>
      <Stretch column={column} layout={layout} />
    </div>
  )
}

function Stretch({ column, layout }: { column: Column; layout: ColumnLayout }) {
  const from = useRef<{ x: number; width: number } | null>(null)
  const stretch = (event: PointerEvent<HTMLSpanElement>) => {
    if (!from.current) return
    layout.choose(resized(layout.choices, column.key, from.current.width + event.clientX - from.current.x))
  }
  return (
    <span
      className={classes.stretch}
      aria-hidden="true"
      draggable={false}
      onPointerDown={(event) => {
        event.preventDefault()
        event.stopPropagation()
        event.currentTarget.setPointerCapture(event.pointerId)
        from.current = { x: event.clientX, width: column.width }
      }}
      onPointerMove={stretch}
      onPointerUp={(event) => {
        stretch(event)
        from.current = null
      }}
      onPointerCancel={() => (from.current = null)}
    />
  )
}

function useCarrying(heading: React.RefObject<HTMLDivElement | null>, column: Column, layout: ColumnLayout) {
  const [edge, setEdge] = useState<string | null>(null)
  const latest = useRef(layout)
  useEffect(() => {
    latest.current = layout
  })
  useEffect(() => {
    const element = heading.current
    if (!element || column.key === titleKey) return
    return combine(
      draggable({ element, getInitialData: () => ({ column: column.key }) }),
      dropTargetForElements({
        element,
        canDrop: ({ source }) => typeof source.data.column === 'string' && source.data.column !== column.key,
        getData: ({ input }) => ({ side: sideAt(element, input.clientX) }),
        onDrag: ({ self }) => setEdge(String(self.data.side)),
        onDragLeave: () => setEdge(null),
        onDrop: ({ self, source }) => {
          setEdge(null)
          const { choices, choose } = latest.current
          choose(moved(choices, String(source.data.column), column.key, self.data.side === 'before' ? 'before' : 'behind'))
        },
      }),
    )
  }, [heading, column.key])
  return edge
}

function sideAt(element: HTMLElement, x: number): 'before' | 'behind' {
  const { left, width } = element.getBoundingClientRect()
  return x < left + width / 2 ? 'before' : 'behind'
}
