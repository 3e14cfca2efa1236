import type { ObjectDeclaration } from '../api.ts'
import { typeOf } from '../fieldTypes.ts'
import { titleOf } from '../titles.ts'
import { writeBlock } from './clipboard.ts'
import type { Rows } from './rows.ts'
import type { Column } from './useColumnLayout.ts'
import type { Range } from './walk.ts'

// What a range of cells puts on the clipboard: the words one sees.
export function copied({ top, bottom, left, right }: Range, columns: Column[], rows: Rows, object: ObjectDeclaration): string {
  const lines = Array.from({ length: bottom - top + 1 }, (_, index) => top + index)
  const chosen = columns.slice(left, right + 1)
  return writeBlock(
    lines.flatMap((line) => {
      const record = rows.at(line)
      if (line < 0) return [chosen.map((column) => column.label)]
      if (!record) return []
      return [chosen.map(({ field }) => (field ? typeOf(field).say(record[field.key], field, rows.titles) : titleOf(object, record, rows.titles)))]
    }),
  )
}
