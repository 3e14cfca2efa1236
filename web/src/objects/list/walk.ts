// Where the keyboard leads in a list of cells.

export type Cell = { line: number; column: number }

export type Bounds = { lines: number; columns: number; page: number }

const within = (value: number, least: number, most: number) => Math.max(least, Math.min(most, value))

// Line -1 is the row of headings.
export function walked(from: Cell, key: string, whole: boolean, { lines, columns, page }: Bounds): Cell | null {
  const at = (line: number, column: number): Cell => ({ line: within(line, -1, lines - 1), column: within(column, 0, columns - 1) })
  switch (key) {
    case 'ArrowDown':
      return whole ? at(lines - 1, from.column) : at(from.line + 1, from.column)
    case 'ArrowUp':
      return whole ? at(0, from.column) : at(from.line - 1, from.column)
    case 'ArrowRight':
      return whole ? at(from.line, columns - 1) : at(from.line, from.column + 1)
    case 'ArrowLeft':
      return whole ? at(from.line, 0) : at(from.line, from.column - 1)
    case 'PageDown':
      return at(Math.max(0, from.line) + page, from.column)
    case 'PageUp':
      return at(Math.max(0, from.line - page), from.column)
    case 'Home':
      return whole ? at(0, 0) : at(from.line, 0)
    case 'End':
      return whole ? at(lines - 1, columns - 1) : at(from.line, columns - 1)
    default:
      return null
  }
}

export type Range = { top: number; bottom: number; left: number; right: number }

export const rangeOf = (one: Cell, other: Cell): Range => ({
  top: Math.min(one.line, other.line),
  bottom: Math.max(one.line, other.line),
  left: Math.min(one.column, other.column),
  right: Math.max(one.column, other.column),
})

export const isSingle = ({ top, bottom, left, right }: Range) => top === bottom && left === right
