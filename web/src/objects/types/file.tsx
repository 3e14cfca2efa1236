import { QuietAnchor } from '../../design/QuietAnchor.tsx'
import { showSize } from '../../design/formats.ts'
import { defineFieldType } from '../fieldType.tsx'
import { FilePicker } from '../FilePicker.tsx'
import { presenceOperators } from '../operators.ts'

export type StoredFile = { id: string; name: string; size: number; type: string }

const isStored = (value: object): value is StoredFile => 'id' in value && 'name' in value

export const file = defineFieldType<StoredFile>({
  name: 'file',
  read: (value) => (typeof value === 'object' && value !== null && isStored(value) ? value : null),
  Show: ({ value, dense }) => (
    <QuietAnchor quiet={dense} href={`/api/v1/files/${value.id}`} download={value.name}>
      {value.name}
      {!dense && ` (${showSize(value.size)})`}
    </QuietAnchor>
  ),
  Edit: (edit) => <FilePicker {...edit} />,
  filters: presenceOperators,
  parse: () => undefined,
  say: (value) => value.name,
  instant: true,
})
