import { IconChevronRight } from '@tabler/icons-react'
import { showNumber } from '../../design/formats.ts'
import { label, say } from '../../design/language.ts'
import type { Field, Group, Titles } from '../api.ts'
import { typeOf } from '../fieldTypes.ts'
import { sayFigure, type FigureChoice } from './figures.ts'
import classes from './Grid.module.css'
import type { Column } from './useColumnLayout.ts'

type Props = {
  by: Field
  group: Group
  titles: Titles
  line: number
  top: number
  columns: Column[]
  figures: FigureChoice[]
  isOpen: boolean
  activeColumn: number | null
  toggle: () => void
}

// The head of a group: what its records have in common, how many they are, and their figures under each column.
export function GroupRow({ by, group, titles, line, top, columns, figures, isOpen, activeColumn, toggle }: Props) {
  return (
    <div role="row" className={classes.groupRow} style={{ transform: `translateY(${top}px)` }} aria-rowindex={line + 2} aria-level={1} aria-expanded={isOpen} onClick={toggle}>
      <div role="gridcell" className={classes.tick}>
        <IconChevronRight size={16} className={classes.chevron} data-open={isOpen || undefined} aria-hidden="true" />
      </div>
      {columns.map((column, index) => {
        const at = figures.findIndex((figure) => figure.key === column.key)
        const figure = figures[at]
        return (
          <div
            key={column.key}
            id={`cell-${line}-${index}`}
            role="gridcell"
            aria-colindex={index + 2}
            className={index === 0 ? classes.groupName : classes.cell}
            style={column.pinned ? { width: column.width, left: column.left } : { width: column.width }}
            data-pinned={column.pinned || undefined}
            data-end={column.end || undefined}
            data-active={activeColumn === index || undefined}
          >
            {index === 0 ? (
              <>
                <GroupName by={by} group={group} titles={titles} />
                <span className={classes.groupCount}>{showNumber(group.count)}</span>
              </>
            ) : (
              figure && column.field && <span className={classes.groupFigure}>{sayFigure(column.field, figure.kind, group.figures?.[at])}</span>
            )}
          </div>
        )
      })}
      <div className={classes.filler} />
    </div>
  )
}

function GroupName({ by, group, titles }: { by: Field; group: Group; titles: Titles }) {
  const { Show, isEmpty } = typeOf(by)
  if (isEmpty(group.value)) return <span className={classes.none}>{say(`Sans ${label(by.label).toLowerCase()}`, `No ${label(by.label).toLowerCase()}`)}</span>
  return <Show value={group.value} field={by} titles={titles} dense />
}
