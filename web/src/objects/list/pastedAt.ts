import type { Field, StoredRecord, Value } from '../api.ts'
import { typeOf } from '../fieldTypes.ts'
import type { Paste, PastedCell } from './PasteDialog.tsx'
import type { Column } from './useColumnLayout.ts'
import { isSingle, type Range } from './walk.ts'

type Ground = { columns: Column[]; count: number; recordAt: (line: number) => StoredRecord | undefined }

// Where each cell of a pasted block falls and what it means there. One cell pasted on a range fills the range.
export function pastedAt(block: string[][], range: Range, { columns, count, recordAt }: Ground): Paste {
  const source = spread(block, range)
  const paste: Paste = { cells: [], locked: [], beyond: 0 }
  let line = range.top
  for (const texts of source) {
    // Heads of groups lie between the records and take nothing.
    while (line < count && !recordAt(line) && line < range.top + source.length * 2) line += 1
    const record = recordAt(line)
    line += 1
    if (!record) {
      paste.beyond += 1
      continue
    }
    for (const [index, text] of texts.entries()) {
      const column = columns[range.left + index]
      if (!column) continue
      if (!column.field || !column.canWrite) {
        if (!paste.locked.includes(column.label)) paste.locked.push(column.label)
        continue
      }
      paste.cells.push(readCell(record, column.field, text))
    }
  }
  return paste
}

function spread(block: string[][], range: Range): string[][] {
  const single = block.length === 1 && block[0]?.length === 1
  if (!single || isSingle(range)) return block
  const row = Array.from({ length: range.right - range.left + 1 }, () => block[0]?.[0] ?? '')
  return Array.from({ length: range.bottom - range.top + 1 }, () => row)
}

function readCell(record: StoredRecord, field: Field, text: string): PastedCell {
  if (text.trim() === '') return { record, field, text, value: null, isRead: true }
  const value: Value = typeOf(field).parse(text.trim(), field)
  return value === undefined ? { record, field, text, value: text.trim(), isRead: false } : { record, field, text, value, isRead: true }
}
