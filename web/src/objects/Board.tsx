import { draggable, dropTargetForElements, monitorForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import { ActionIcon, Button, Menu } from '@mantine/core'
import { IconArrowRight, IconDots } from '@tabler/icons-react'
import { memo, useCallback, useEffect, useRef, useState } from 'react'
import { Link } from 'wouter'
import { attempt } from '../changes/toasts.tsx'
import { showNumber, showRoundAmount } from '../design/formats.ts'
import { label, say } from '../design/language.ts'
import { ActionForm, actionQuestion } from './ActionForm.tsx'
import { asksSomething, startFrom } from './actions.ts'
import type { Action, Field, Group, ObjectDeclaration, Option, StoredRecord, Titles } from './api.ts'
import classes from './Board.module.css'
import { fieldOf, useFields, usePermission } from './catalogue.ts'
import { typeOf } from './fieldTypes.ts'
import { both, type Filter } from './filter.ts'
import { generalMove, type Moves } from './moves.ts'
import { useGroups, useRecords } from './records.ts'
import { titleKeys, titleOf } from './titles.ts'
import { act, changeRecord } from './writes.ts'

type Props = { object: ObjectDeclaration; filter: Filter; words: string; moves: Moves | undefined }

type Moving = { record: StoredRecord; option: Option; action: Action }

export function Board({ object, filter, words, moves = () => undefined }: Props) {
  const by = fieldOf(object, object.board_field ?? '')
  const money = object.fields.find((field) => field.currency)
  const groups = useGroups(object, by?.key ?? '', filter, words, money?.key)
  const [asking, setAsking] = useState<Moving | null>(null)
  const mayMove = usePermission(object.key).change !== 'none'

  const move = (record: StoredRecord, option: Option) => {
    if (!by || record[by.key] === option.key) return
    const verb = moves(record, option.key)
    const action = verb === undefined ? generalMove(object) : object.actions.find((one) => one.key === verb)
    if (!action) return void attempt(() => changeRecord(object, record, { [by.key]: option.key }))
    const missing = action.inputs.filter((input) => input.key !== by.key)
    if (missing.some((input) => input.required) || (action.confirm && missing.length === 0)) return setAsking({ record, option, action })
    if (missing.length > 0 && action !== generalMove(object) && asksSomething(action)) return setAsking({ record, option, action })
    void attempt(() => act(object, record.id, action, inputsOf(action, by, option)))
  }
  const steady = useSteady(move)
  useDrops(steady)

  if (!by) return null
  return (
    <div className={classes.board} tabIndex={0} role="region" aria-label={`${label(object.plural)}, ${label(by.label)}`}>
      {(by.options ?? []).map((option) => (
        <Column
          key={option.key}
          object={object}
          by={by}
          option={option}
          filter={filter}
          words={words}
          money={money}
          group={groups.data?.find((one) => one.value === option.key)}
          isCounted={groups.isSuccess}
          move={mayMove ? steady : null}
        />
      ))}
      {asking && (
        <ActionForm
          title={label(asking.action.label)}
          question={actionQuestion(asking.action.confirm)}
          inputs={asking.action.inputs.filter((input) => input.key !== by.key)}
          start={startFrom(asking.action, asking.record)}
          run={(inputs) => act(object, asking.record.id, asking.action, { ...inputs, ...inputsOf(asking.action, by, asking.option) })}
          close={() => setAsking(null)}
        />
      )}
    </div>
  )
}

const inputsOf = (action: Action, by: Field, option: Option) =>
  action.inputs.some((input) => input.key === by.key) ? { [by.key]: option.key } : {}

type Move = (record: StoredRecord, option: Option) => void

// One function for as long as the board stands, so that the cards need not be drawn anew.
function useSteady(move: Move): Move {
  const latest = useRef(move)
  useEffect(() => {
    latest.current = move
  })
  return useCallback((record, option) => latest.current(record, option), [])
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

type ColumnProps = {
  object: ObjectDeclaration
  by: Field
  option: Option
  filter: Filter
  words: string
  money: Field | undefined
  group: Group | undefined
  isCounted: boolean
  move: Move | null
}

function Column({ object, by, option, filter, words, money, group, isCounted, move }: ColumnProps) {
  const records = useRecords(object, {
    filter: both(filter, { field: by.key, op: 'eq', value: option.key }), words, limit: 40, sort: '-updated_at',
  })
  const { column, isOver } = useDropColumn(option)
  const name = label(option.label)
  return (
    <section ref={column} className={classes.column} data-over={isOver || undefined} aria-label={name}>
      <header className={classes.head}>
        <span className={classes.dot} style={{ background: dotOf(option) }} aria-hidden="true" />
        <h2 className={classes.name}>{name}</h2>
        <span className={classes.count}>{isCounted ? showNumber(group?.count ?? 0) : ''}</span>
        {money && <span className={classes.sum}>{isCounted ? showRoundAmount(group?.sum ?? 0, money.currency) : '…'}</span>}
      </header>
      <ul className={classes.cards}>
        {records.list.map((record) => (
          <Card key={record.id} object={object} by={by} record={record} titles={records.titles} move={move} />
        ))}
        {!records.isLoading && records.list.length === 0 && <li className={classes.none}>{say('Aucune fiche', 'Nothing here')}</li>}
        {records.hasMore && (
          <li>
            <Button variant="subtle" size="compact-sm" fullWidth loading={records.isLoadingMore} onClick={records.loadMore}>
              {say('Voir la suite', 'Show more')}
            </Button>
          </li>
        )}
      </ul>
    </section>
  )
}

const dotOf = (option: Option) => (option.color?.startsWith('#') ? option.color : `var(--mantine-color-${option.color ?? 'gray'}-6)`)

function useDropColumn(option: Option) {
  const column = useRef<HTMLElement>(null)
  const [isOver, setOver] = useState(false)
  useEffect(() => {
    if (!column.current) return
    return dropTargetForElements({
      element: column.current,
      getData: () => ({ option }),
      onDragEnter: () => setOver(true),
      onDragLeave: () => setOver(false),
      onDrop: () => setOver(false),
    })
  }, [option])
  return { column, isOver }
}

type CardProps = { object: ObjectDeclaration; by: Field; record: StoredRecord; titles: Titles; move: Move | null }

const Card = memo(function Card({ object, by, record, titles, move }: CardProps) {
  const card = useRef<HTMLLIElement>(null)
  const [isHeld, setHeld] = useState(false)
  const canMove = move !== null
  useEffect(() => {
    if (!card.current || !canMove) return
    return draggable({
      element: card.current,
      getInitialData: () => ({ record }),
      onDragStart: () => setHeld(true),
      onDrop: () => setHeld(false),
    })
  }, [record, canMove])
  const { words, figures } = useCardFields(object, by, record)
  const title = titleOf(object, record, titles)
  return (
    <li ref={card} className={classes.card} data-held={isHeld || undefined}>
      <div className={classes.top}>
        <Link href={`/${object.path}/${record.id}`} className={classes.title} draggable={false}>
          {title}
        </Link>
        {move && <MoveMenu by={by} record={record} title={title} move={move} />}
      </div>
      {words.map((field) => (
        <div key={field.id} className={classes.line}>
          <Shown field={field} record={record} titles={titles} />
        </div>
      ))}
      {figures.length > 0 && (
        <div className={classes.figures}>
          {figures.map((field) => (
            <span key={field.id}>
              <Shown field={field} record={record} titles={titles} />
            </span>
          ))}
        </div>
      )}
    </li>
  )
}, (before, after) => before.record === after.record && before.move === after.move)

const Shown = ({ field, record, titles }: { field: Field; record: StoredRecord; titles: Titles }) => {
  const { Show } = typeOf(field)
  return <Show value={record[field.key]} field={field} titles={titles} dense />
}

// A card says who it is about, in two lines, and then its figures in one.
function useCardFields(object: ObjectDeclaration, by: Field, record: StoredRecord) {
  const shown = useFields(object).filter(
    (field) => field !== by && !titleKeys(object).includes(field.key) && !typeOf(field).wide && !typeOf(field).isEmpty(record[field.key]),
  )
  const number = shown.find((field) => typeOf(field).align === 'end')
  const day = shown.find((field) => typeOf(field).isTime)
  const words = shown.filter((field) => typeOf(field).align === 'start' && !typeOf(field).isTime)
  return { words: words.slice(0, 2), figures: [number, day].filter((field) => field !== undefined) }
}

// The same move without dragging: keyboard and touch.
function MoveMenu({ by, record, title, move }: { by: Field; record: StoredRecord; title: string; move: Move }) {
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size={24} aria-label={`${say('Déplacer', 'Move')} ${title}`}>
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{say('Déplacer vers…', 'Move to…')}</Menu.Label>
        {(by.options ?? [])
          .filter((option) => option.key !== record[by.key])
          .map((option) => (
            <Menu.Item key={option.key} leftSection={<IconArrowRight size={15} />} onClick={() => move(record, option)}>
              {label(option.label)}
            </Menu.Item>
          ))}
      </Menu.Dropdown>
    </Menu>
  )
}
