import { monitorForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import { VisuallyHidden } from '@mantine/core'
import { useEffect } from 'react'
import { known } from '../../changes/queries.ts'
import { label } from '../../design/language.ts'
import { ActionForm, actionQuestion } from '../ActionForm.tsx'
import { startFrom } from '../actions.ts'
import type { ListAddress } from '../address.ts'
import type { Field, ObjectDeclaration, Option, RecordsAnswer, StoredRecord } from '../api.ts'
import { usePermission } from '../catalogue.ts'
import type { Moves } from '../moves.ts'
import { useGroups } from '../records.ts'
import { act } from '../writes.ts'
import classes from './Board.module.css'
import { BoardColumn } from './BoardColumn.tsx'
import { readLimits, withLimit, writeLimits } from './limits.ts'
import { useBoardKeys } from './useBoardKeys.ts'
import { inputsOf, useMoves, type Move } from './useMoves.ts'

type Props = { object: ObjectDeclaration; by: Field; address: ListAddress; limits: string | null; moves: Moves | undefined }

const none: Moves = () => undefined
const noOptions: Option[] = []

// Records as cards in the columns of a choice: carried by mouse, by a finger that rests on one, or by the keyboard.
export function Board({ object, by, address, limits: limitsText, moves = none }: Props) {
  const { filter, words } = address
  const money = object.fields.find((field) => field.currency)
  const groups = useGroups(object, by.key, filter, words, money?.key)
  const mayMove = usePermission(object.key).change !== 'none' && !by.readonly
  const { move, underway, asking, stopAsking } = useMoves(object, by, moves)
  const options = by.options ?? noOptions
  const limits = readLimits(limitsText)
  const keys = useBoardKeys(options, (id, option) => {
    const record = cardOf(object, id)
    if (record) move(record, option)
  }, mayMove)
  useDrops(move)

  return (
    <div className={classes.board} tabIndex={0} role="region" aria-label={`${label(object.plural)}, ${label(by.label)}`} onKeyDown={keys.onKeyDown}>
      {options.map((option, index) => (
        <BoardColumn
          key={option.key}
          object={object}
          by={by}
          option={option}
          filter={filter}
          words={words}
          money={money}
          group={groups.data?.find((one) => one.value === option.key)}
          isCounted={groups.isSuccess}
          limit={limits.get(option.key)}
          setLimit={(limit) => address.change({ limits: writeLimits(withLimit(limits, option.key, limit)) })}
          move={mayMove ? move : null}
          underway={underway}
          liftedId={keys.held?.id ?? null}
          isTarget={keys.held?.over === index}
        />
      ))}
      <VisuallyHidden role="status" aria-live="assertive">
        {keys.said}
      </VisuallyHidden>
      {asking && (
        <ActionForm
          title={label(asking.action.label)}
          question={actionQuestion(asking.action.confirm)}
          inputs={asking.action.inputs.filter((input) => input.key !== by.key)}
          start={startFrom(asking.action, asking.record)}
          run={(inputs) => act(object, asking.record.id, asking.action, { ...inputs, ...inputsOf(asking.action, by, asking.option) })}
          close={stopAsking}
        />
      )}
    </div>
  )
}

// The card as the columns know it.
function cardOf(object: ObjectDeclaration, id: string): StoredRecord | undefined {
  const lists = known.getQueriesData<{ pages: RecordsAnswer[] }>({ queryKey: ['records', object.key, 'list'], type: 'active' })
  for (const [, data] of lists) {
    const found = data?.pages.flatMap((page) => page.records).find((record) => record.id === id)
    if (found) return found
  }
  return undefined
}

function useDrops(move: Move) {
  useEffect(
    () =>
      monitorForElements({
        onDrop: ({ source, location }) => {
          const column = location.current.dropTargets[0]?.data as { option?: Option } | undefined
          const { record } = source.data as { record?: StoredRecord }
          if (column?.option && record) move(record, column.option)
        },
      }),
    [move],
  )
}
