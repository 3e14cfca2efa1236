import { dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import { ActionIcon, Button, Menu, NumberInput, Skeleton } from '@mantine/core'
import { useIntersection } from '@mantine/hooks'
import { IconDots, IconPlus } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { showNumber, showRoundAmount } from '../../design/formats.ts'
import { label, say } from '../../design/language.ts'
import type { Field, Group, ObjectDeclaration, Option } from '../api.ts'
import { usePermission } from '../catalogue.ts'
import { both, type Filter } from '../filter.ts'
import { useRecords } from '../records.ts'
import classes from './Board.module.css'
import { BoardCard } from './BoardCard.tsx'
import { QuickAdd } from './QuickAdd.tsx'
import type { Move, Underway } from './useMoves.ts'

type Props = {
  object: ObjectDeclaration
  by: Field
  option: Option
  filter: Filter
  words: string
  money: Field | undefined
  group: Group | undefined
  isCounted: boolean
  limit: number | undefined
  setLimit: (limit: number | null) => void
  move: Move | null
  underway: Underway
  liftedId: string | null
  isTarget: boolean
}

export function BoardColumn(props: Props) {
  const { object, by, option, filter, words, move, underway, liftedId, isTarget } = props
  const records = useRecords(object, { filter: both(filter, { field: by.key, op: 'eq', value: option.key }), words, limit: 60, sort: '-updated_at' })
  const { column, isOver } = useDropColumn(option)
  const [adding, setAdding] = useState(false)
  const name = label(option.label)
  const arriving = [...underway.values()].filter(({ record, to }) => to === option.key && !records.list.some((one) => one.id === record.id)).map(({ record }) => record)
  const staying = records.list.filter((record) => (underway.get(record.id)?.to ?? option.key) === option.key)
  const shown = [...arriving, ...staying]
  return (
    <section ref={column} className={classes.column} data-column={option.key} data-over={isOver || isTarget || undefined} aria-label={name}>
      <Head {...props} name={name} add={() => setAdding(true)} />
      {adding && <QuickAdd object={object} start={{ [by.key]: option.key }} close={() => setAdding(false)} />}
      <ul className={classes.cards}>
        {shown.map((record) => (
          <BoardCard
            key={record.id}
            object={object}
            by={by}
            record={record}
            titles={records.titles}
            move={move}
            isLifted={record.id === liftedId}
            isUnderway={underway.has(record.id)}
          />
        ))}
        {records.isLoading && <Waiting />}
        {!records.isLoading && shown.length === 0 && <li className={classes.none}>{say('Aucune fiche', 'Nothing here')}</li>}
        {records.hasMore && <Further isLoading={records.isLoadingMore} load={records.loadMore} />}
      </ul>
    </section>
  )
}

const Waiting = () => (
  <li className={classes.waiting}>
    {[0, 1, 2].map((card) => (
      <Skeleton key={card} height={84} radius="md" />
    ))}
  </li>
)

type HeadProps = Props & { name: string; add: () => void }

function Head({ object, option, money, group, isCounted, limit, setLimit, name, add }: HeadProps) {
  const permission = usePermission(object.key)
  const count = group?.count ?? 0
  const isFull = limit !== undefined && count > limit
  return (
    <header className={classes.head}>
      <div className={classes.headLine}>
        <span className={classes.dot} style={{ background: dotOf(option) }} aria-hidden="true" />
        <h2 className={classes.name}>{name}</h2>
        <span className={classes.count} data-full={isFull || undefined} title={isFull ? say('Au-delà de la limite', 'Beyond the limit') : undefined}>
          {isCounted ? showNumber(count) : ''}
          {limit !== undefined && ` / ${showNumber(limit)}`}
        </span>
        <span className={classes.gap} />
        {permission.create && (
          <ActionIcon variant="subtle" color="gray" size={24} aria-label={say(`Ajouter dans ${name}`, `Add to ${name}`)} onClick={add}>
            <IconPlus size={16} />
          </ActionIcon>
        )}
        <Menu position="bottom-end" withinPortal shadow="md">
          <Menu.Target>
            <ActionIcon variant="subtle" color="gray" size={24} aria-label={say(`Réglages de ${name}`, `Settings of ${name}`)}>
              <IconDots size={16} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <div className={classes.limit}>
              <NumberInput
                size="xs"
                label={say('Limite de cartes', 'Card limit')}
                description={say('Le compteur passe en orange au-delà.', 'Beyond it the counter turns orange.')}
                min={1}
                max={999}
                value={limit ?? ''}
                onChange={(next) => setLimit(typeof next === 'number' ? next : null)}
              />
              {limit !== undefined && (
                <Button variant="subtle" size="compact-sm" onClick={() => setLimit(null)}>
                  {say('Sans limite', 'No limit')}
                </Button>
              )}
            </div>
          </Menu.Dropdown>
        </Menu>
      </div>
      {money && <span className={classes.sum}>{isCounted ? showRoundAmount(group?.sum ?? 0, money.currency) : '…'}</span>}
    </header>
  )
}

const dotOf = (option: Option) => (option.color?.startsWith('#') ? option.color : `var(--mantine-color-${option.color || 'gray'}-6)`)

// Further cards come as the end of the column comes into sight.
function Further({ isLoading, load }: { isLoading: boolean; load: () => void }) {
  const { ref, entry } = useIntersection({ rootMargin: '600px' })
  const isNear = entry?.isIntersecting ?? false
  useEffect(() => {
    if (isNear && !isLoading) load()
  }, [isNear, isLoading, load])
  return (
    <li ref={ref}>
      <Button variant="subtle" size="compact-sm" fullWidth loading={isLoading} onClick={load}>
        {say('Voir la suite', 'Show more')}
      </Button>
    </li>
  )
}

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
