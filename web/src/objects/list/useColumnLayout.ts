import { useLocalStorage } from '@mantine/hooks'
import { useMemo } from 'react'
import { label } from '../../design/language.ts'
import type { ListAddress } from '../address.ts'
import type { Field, ObjectDeclaration } from '../api.ts'
import { fieldOf, systemFields, useCatalogue, useFields, usePermission } from '../catalogue.ts'
import { typeOf } from '../fieldTypes.ts'
import { titleKeys } from '../titles.ts'
import { inPlace, readColumns, titleKey, writeColumns, type ColumnChoice } from './columns.ts'

const tickWidth = 44
const titleWidth = 280

// One column as it is drawn. The title's has no field of its own to write in, unless one field alone makes the title.
export type Column = {
  key: string
  field: Field | null
  label: string
  width: number
  pinned: boolean
  left: number
  end: boolean
  sortKey: string | null
  canWrite: boolean
}

// Which columns stand where. The address says it; without a word there, what this person last chose for this object.
export function useColumnLayout(object: ObjectDeclaration, address: Pick<ListAddress, 'columns' | 'change'>) {
  const available = useAvailable(object)
  const canWrite = useWritable(object)
  const sortable = useSortable()
  const [usual, setUsual] = useLocalStorage<string>({ key: `elan-list-${object.key}`, defaultValue: '', getInitialValueInEffect: false })
  const choices = useMemo(() => readColumns(address.columns) ?? readColumns(usual) ?? usualColumns(object, available), [address.columns, usual, object, available])

  const columns = useMemo(() => {
    let left = tickWidth
    const put = (column: Omit<Column, 'left'>): Column => {
      const placed = { ...column, left }
      if (column.pinned) left += column.width
      return placed
    }
    const title = fieldOf(object, titleKeys(object).at(-1) ?? object.title_field)
    const alone = titleKeys(object).length === 1 ? title : undefined
    return [
      put({
        key: titleKey, field: alone ?? null, label: label(title?.label) || label(object.label), pinned: true, end: false,
        width: choices.find((choice) => choice.key === titleKey)?.width ?? titleWidth,
        sortKey: title?.key ?? null, canWrite: !!alone && canWrite(alone),
      }),
      ...inPlace(choices).flatMap((choice) => {
        const field = available.find((one) => one.key === choice.key)
        if (!field) return []
        return [
          put({
            key: field.key, field, label: label(field.label), pinned: choice.pinned, end: typeOf(field).align === 'end',
            width: choice.width ?? typeOf(field).width, sortKey: sortable(field) ? field.key : null, canWrite: canWrite(field),
          }),
        ]
      }),
    ]
  }, [object, choices, available, canWrite, sortable])

  return {
    columns,
    choices,
    available,
    width: tickWidth + columns.reduce((sum, column) => sum + column.width, 0),
    choose(next: ColumnChoice[]) {
      const text = writeColumns(inPlace(next))
      setUsual(text)
      address.change({ columns: text })
    },
    reset() {
      setUsual('')
      address.change({ columns: null })
    },
  }
}

export type ColumnLayout = ReturnType<typeof useColumnLayout>

function useAvailable(object: ObjectDeclaration): Field[] {
  const fields = useFields(object)
  const keys = fields.map((field) => field.key).join()
  return useMemo(
    () => [...fields.filter((field) => !titleKeys(object).includes(field.key)), ...systemFields],
    // The fields change only with the catalogue; their keys say when.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [object, keys],
  )
}

function useWritable(object: ObjectDeclaration) {
  const { change, readonly_fields } = usePermission(object.key)
  return useMemo(() => {
    const locked = new Set(readonly_fields ?? [])
    return (field: Field) => change !== 'none' && !field.readonly && !field.system && !locked.has(field.key)
  }, [change, readonly_fields])
}

function useSortable() {
  const { field_types } = useCatalogue()
  return useMemo(() => {
    const sortable = new Set(field_types.filter((type) => type.sortable).map((type) => type.key))
    return (field: Field) => sortable.has(field.type)
  }, [field_types])
}

// The first fields one may write in, and whose record it is.
function usualColumns(object: ObjectDeclaration, available: Field[]): ColumnChoice[] {
  const owner = available.find((field) => field.key === object.owner_field)
  const first = available.filter((field) => !typeOf(field).wide && !field.readonly && field !== owner).slice(0, 6)
  return [...first, ...(owner ? [owner] : [])].map((field) => ({ key: field.key, width: null, pinned: false }))
}
