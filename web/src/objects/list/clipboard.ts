// A block of cells as spreadsheets put it on the clipboard: tabs between cells, line ends between rows, quotes around
// cells that hold either.

export function readBlock(text: string): string[][] {
  const rows: string[][] = [[]]
  let cell = ''
  let quoted = false
  const end = () => {
    rows.at(-1)?.push(cell)
    cell = ''
  }
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at]
    if (quoted) {
      if (sign !== '"') cell += sign
      else if (text[at + 1] === '"') cell += text[(at += 1)]
      else quoted = false
    } else if (sign === '"' && cell === '' && closes(text, at)) quoted = true
    else if (sign === '\t') end()
    else if (sign === '\n') {
      end()
      rows.push([])
    } else if (sign !== '\r') cell += sign
  }
  end()
  // A spreadsheet ends the last row too.
  if (rows.length > 1 && rows.at(-1)?.length === 1 && rows.at(-1)?.[0] === '') rows.pop()
  return rows
}

// A quote opens a cell only when another one closes it: an inch sign is only text.
function closes(text: string, from: number): boolean {
  const rest = text.slice(from + 1)
  return /^(?:[^"]|"")*"(?:[\t\r\n]|$)/.test(rest.slice(0, 100_000))
}

export const writeBlock = (rows: string[][]): string => rows.map((row) => row.map(guarded).join('\t')).join('\n')

const guarded = (cell: string) => (/[\t\n"]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)
