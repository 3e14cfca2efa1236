import { Select } from '@mantine/core'
import { label, say } from '../../design/language.ts'
import type { Field, Titles } from '../api.ts'
import { typeOf } from '../fieldTypes.ts'
import type { Condition } from '../filter.ts'
import type { Operator } from '../operators.ts'
import { operatorOf } from './conditions.ts'

type Props = {
  fields: Field[]
  titles: Titles
  condition: Condition | null
  // In the builder many stand below one another: their labels are for those who cannot see them.
  quiet?: boolean
  withinPortal?: boolean
  onChange: (condition: Condition) => void
}

// One condition: a field, how it compares, and with what.
export function ConditionLine({ fields, titles, condition, quiet = false, withinPortal = false, onChange }: Props) {
  const field = fields.find((one) => one.key === condition?.field)
  const operator = field && condition ? operatorOf(field, condition) : undefined
  const named = (words: string) => (quiet ? { 'aria-label': words } : { label: words })
  const common = { allowDeselect: false, comboboxProps: { withinPortal } }
  return (
    <>
      <Select
        {...named(say('Champ', 'Field'))}
        {...common}
        data={fields.map((one) => ({ value: one.key, label: label(one.label) }))}
        value={condition?.field ?? null}
        placeholder={say('Choisir un champ', 'Choose a field')}
        searchable
        data-autofocus
        onChange={(key) => {
          const chosen = fields.find((one) => one.key === key)
          const first = chosen && typeOf(chosen).filters[0]
          if (chosen && first) onChange(start(chosen, first))
        }}
      />
      {field && condition && (
        <Select
          {...named(say('Condition', 'Condition'))}
          {...common}
          data={typeOf(field).filters.map((one) => ({ value: one.key, label: label(one.words) }))}
          value={operator?.key ?? null}
          onChange={(key) => {
            const next = typeOf(field).filters.find((one) => one.key === key)
            if (next) onChange({ ...start(field, next), ...(next.operand !== 'none' && next.operand === operator?.operand ? { value: condition.value } : {}) })
          }}
        />
      )}
      {field && condition && operator && <Operands field={field} operator={operator} condition={condition} titles={titles} onChange={onChange} />}
    </>
  )
}

const start = (field: Field, operator: Operator): Condition => ({
  field: field.key, op: operator.op, ...(operator.value === undefined ? {} : { value: operator.value }),
})

type OperandsProps = { field: Field; operator: Operator; condition: Condition; titles: Titles; onChange: (next: Condition) => void }

function Operands({ field, operator, condition, titles, onChange }: OperandsProps) {
  const { Operand } = typeOf(field)
  if (operator.operand === 'none') return null
  if (operator.operand !== 'two') {
    return (
      <Operand field={field} titles={titles} value={condition.value ?? null} ariaLabel={say('Valeur', 'Value')} onChange={(value) => onChange({ ...condition, value })} />
    )
  }
  const pair = Array.isArray(condition.value) ? condition.value : [null, null]
  return (
    <>
      {[0, 1].map((at) => (
        <Operand
          key={at}
          field={field}
          titles={titles}
          value={pair[at] ?? null}
          ariaLabel={at === 0 ? say('De', 'From') : say('À', 'To')}
          onChange={(value) => onChange({ ...condition, value: at === 0 ? [value, pair[1]] : [pair[0], value] })}
        />
      ))}
    </>
  )
}
