import { draggable } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import { ActionIcon, Menu } from '@mantine/core'
import { IconArrowRight, IconDots } from '@tabler/icons-react'
import { memo, useEffect, useRef, useState } from 'react'
import { Link } from 'wouter'
import { label, say } from '../../design/language.ts'
import type { Field, ObjectDeclaration, StoredRecord, Titles } from '../api.ts'
import { useFields } from '../catalogue.ts'
import { typeOf } from '../fieldTypes.ts'
import { titleKeys, titleOf } from '../titles.ts'
import classes from './Board.module.css'
import type { Move } from './useMoves.ts'

type Props = {
  object: ObjectDeclaration
  by: Field
  record: StoredRecord
  titles: Titles
  move: Move | null
  isLifted: boolean
  isUnderway: boolean
}

export const BoardCard = memo(
  function BoardCard({ object, by, record, titles, move, isLifted, isUnderway }: Props) {
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
      <li
        ref={card}
        className={classes.card}
        data-card={record.id}
        data-title={title}
        data-held={isHeld || undefined}
        data-lifted={isLifted || undefined}
        data-underway={isUnderway || undefined}
      >
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
  },
  (before, after) =>
    before.record === after.record && before.move === after.move && before.by === after.by && before.isLifted === after.isLifted && before.isUnderway === after.isUnderway,
)

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

// The same move without dragging.
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
