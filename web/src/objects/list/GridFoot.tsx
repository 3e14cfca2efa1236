import { Menu } from '@mantine/core'
import { plural, say } from '../../design/language.ts'
import { figureWords, kindsFor, sayFigure, withFigure, type FigureChoice, type FigureKind } from './figures.ts'
import classes from './Grid.module.css'
import type { ListLines } from './rows.ts'
import type { ColumnLayout } from './useColumnLayout.ts'

type Props = { layout: ColumnLayout; lines: ListLines; figures: FigureChoice[]; setFigures: (figures: FigureChoice[]) => void }

// The foot of each column: how many there are, and what was asked to be calculated, over the whole list.
export function GridFoot({ layout, lines, figures, setFigures }: Props) {
  return (
    <div role="rowgroup" className={classes.foot} style={{ width: `max(100%, ${layout.width}px)` }}>
      <div role="row" className={classes.footRow}>
        <div role="gridcell" className={classes.tick} />
        {layout.columns.map((column, index) => {
          const { field } = column
          const at = figures.findIndex((figure) => figure.key === column.key)
          const figure = figures[at]
          const value = field && figure && lines.figures ? sayFigure(field, figure.kind, lines.figures[at]) : '…'
          return (
            <div
              key={column.key}
              role="gridcell"
              className={classes.footCell}
              style={column.pinned ? { width: column.width, left: column.left } : { width: column.width }}
              data-pinned={column.pinned || undefined}
              data-end={column.end || undefined}
            >
              {index === 0 ? (
                <span className={classes.footCount}>
                  {lines.total === undefined ? '…' : plural(lines.total, { one: '# fiche', many: '# de fiches', other: '# fiches' }, { one: '# record', other: '# records' })}
                </span>
              ) : (
                field && (
                  <Menu position="top-end" withinPortal shadow="md">
                    <Menu.Target>
                      <button type="button" tabIndex={-1} className={classes.figure} data-asked={figure ? true : undefined} aria-label={figureLabel(column.label, figure?.kind, value)}>
                        {figure ? (
                          <>
                            {figure.kind !== 'sum' && <span className={classes.figureKind}>{figureWords(figure.kind)}</span>}
                            <b>{value}</b>
                          </>
                        ) : (
                          say('Calculer', 'Calculate')
                        )}
                      </button>
                    </Menu.Target>
                    <Menu.Dropdown>
                      {kindsFor(field).map((kind) => (
                        <Menu.Item key={kind} onClick={() => setFigures(withFigure(figures, column.key, kind))}>
                          {figureWords(kind)}
                        </Menu.Item>
                      ))}
                      {figure && <Menu.Item onClick={() => setFigures(withFigure(figures, column.key, null))}>{say('Aucun calcul', 'No figure')}</Menu.Item>}
                    </Menu.Dropdown>
                  </Menu>
                )
              )}
            </div>
          )
        })}
        <div className={classes.filler} />
      </div>
    </div>
  )
}


const figureLabel = (column: string, kind: FigureKind | undefined, value: string) =>
  kind ? say(`${column} : ${figureWords(kind).toLowerCase()} ${value}`, `${column}: ${figureWords(kind).toLowerCase()} ${value}`) : say(`Calculer ${column}`, `Calculate ${column}`)
