import { combine } from '@atlaskit/pragmatic-drag-and-drop/combine'
import { draggable, dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import { ActionIcon, Menu, UnstyledButton, VisuallyHidden } from '@mantine/core'
import { IconArrowLeft, IconArrowRight, IconCopy, IconDots, IconPencil, IconPlus, IconTrash } from '@tabler/icons-react'
import { lazy, Suspense, useEffect, useRef, useState, type CSSProperties, type KeyboardEvent } from 'react'
import { newId } from '../../changes/ids.ts'
import { say } from '../../design/language.ts'
import { useObject, usePermission } from '../catalogue.ts'
import classes from './Dashboard.module.css'
import type { Period } from './period.ts'
import { TileBody } from './TileBody.tsx'
import { kindWords, moved, resized, type Tile } from './tiles.ts'

const TileEditor = lazy(() => import('./TileEditor.tsx').then((file) => ({ default: file.TileEditor })))

type Props = {
  tiles: Tile[]
  period: Period
  before: Period | null
  // Given while the dashboard is being arranged.
  change: ((tiles: Tile[]) => void) | null
}

export function Tiles({ tiles, period, before, change }: Props) {
  const [editing, setEditing] = useState<Tile | 'new' | null>(null)
  const [said, setSaid] = useState('')
  const arrange = (next: Tile[], words: string) => {
    change?.(next)
    setSaid(words)
  }
  return (
    <>
      <ul className={classes.grid} aria-label={say('Tuiles', 'Tiles')}>
        {tiles.map((tile, index) => (
          <TileFrame key={tile.id} tile={tile} index={index} tiles={tiles} period={period} before={before} arrange={change ? arrange : null} edit={() => setEditing(tile)} />
        ))}
        {change && (
          <li className={classes.add}>
            <UnstyledButton p="lg" onClick={() => setEditing('new')}>
              <IconPlus size={18} aria-hidden="true" /> {say('Ajouter une tuile', 'Add a tile')}
            </UnstyledButton>
          </li>
        )}
      </ul>
      <VisuallyHidden role="status" aria-live="polite">
        {said}
      </VisuallyHidden>
      {editing && (
        <Suspense>
          <TileEditor
            tile={editing === 'new' ? null : editing}
            close={() => setEditing(null)}
            keep={(kept) => {
              arrange(tiles.some((one) => one.id === kept.id) ? tiles.map((one) => (one.id === kept.id ? kept : one)) : [...tiles, kept], '')
              setEditing(null)
            }}
          />
        </Suspense>
      )}
    </>
  )
}

type FrameProps = {
  tile: Tile
  index: number
  tiles: Tile[]
  period: Period
  before: Period | null
  arrange: ((tiles: Tile[], words: string) => void) | null
  edit: () => void
}

function TileFrame({ tile, index, tiles, period, before, arrange, edit }: FrameProps) {
  const object = useObject(tile.object)
  const mayRead = usePermission(tile.object).read !== 'none'
  const { frame, isHeld, isOver } = useDragging(tile.id, arrange !== null, (dragged) => arrange?.(moved(tiles, dragged, index), ''))
  const place = (to: number) => arrange?.(moved(tiles, tile.id, to), say(`${tile.title} : place ${to + 1} sur ${tiles.length}.`, `${tile.title}: place ${to + 1} of ${tiles.length}.`))
  const size = (wider: number, taller: number) => arrange?.(resized(tiles, tile.id, wider, taller), say('Taille changée.', 'Size changed.'))

  // Arrows carry the tile, with Shift they change its size.
  function press(key: KeyboardEvent) {
    if (!arrange || key.target !== key.currentTarget) return
    const keys: Record<string, () => void> = key.shiftKey
      ? { ArrowLeft: () => size(-1, 0), ArrowRight: () => size(1, 0), ArrowUp: () => size(0, -1), ArrowDown: () => size(0, 1) }
      : { ArrowLeft: () => place(index - 1), ArrowRight: () => place(index + 1), ArrowUp: () => place(index - 1), ArrowDown: () => place(index + 1), Enter: edit, Delete: remove }
    const step = keys[key.key]
    if (!step) return
    key.preventDefault()
    step()
  }

  function remove() {
    arrange?.(tiles.filter((one) => one.id !== tile.id), say(`${tile.title} est retirée.`, `${tile.title} is removed.`))
  }

  return (
    <li
      ref={frame}
      className={classes.tile}
      style={{ '--tile-width': tile.width, '--tile-height': tile.height } as CSSProperties}
      data-kind={tile.kind}
      data-editing={arrange ? true : undefined}
      data-held={isHeld || undefined}
      data-over={isOver || undefined}
      {...(arrange ? { tabIndex: 0, onKeyDown: press, 'aria-label': `${tile.title}, ${kindWords(tile.kind)}` } : {})}
    >
      <div className={classes.tileHead}>
        <h2 className={classes.tileTitle} title={tile.title}>
          {tile.title}
        </h2>
        {arrange && (
          <Menu position="bottom-end" withinPortal>
            <Menu.Target>
              <ActionIcon variant="subtle" color="gray" size={24} aria-label={say(`Arranger ${tile.title}`, `Arrange ${tile.title}`)}>
                <IconDots size={16} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item leftSection={<IconPencil size={15} />} onClick={edit}>{say('Modifier…', 'Edit…')}</Menu.Item>
              <Menu.Item leftSection={<IconArrowLeft size={15} />} onClick={() => place(index - 1)}>{say('Avancer', 'Move up')}</Menu.Item>
              <Menu.Item leftSection={<IconArrowRight size={15} />} onClick={() => place(index + 1)}>{say('Reculer', 'Move down')}</Menu.Item>
              <Menu.Item onClick={() => size(1, 0)}>{say('Plus large', 'Wider')}</Menu.Item>
              <Menu.Item onClick={() => size(-1, 0)}>{say('Moins large', 'Narrower')}</Menu.Item>
              <Menu.Item onClick={() => size(0, 1)}>{say('Plus haute', 'Taller')}</Menu.Item>
              <Menu.Item onClick={() => size(0, -1)}>{say('Moins haute', 'Shorter')}</Menu.Item>
              <Menu.Item leftSection={<IconCopy size={15} />} onClick={() => arrange(tiles.toSpliced(index + 1, 0, { ...tile, id: newId() }), '')}>{say('Dupliquer', 'Duplicate')}</Menu.Item>
              <Menu.Item leftSection={<IconTrash size={15} />} onClick={remove}>{say('Retirer', 'Remove')}</Menu.Item>
            </Menu.Dropdown>
          </Menu>
        )}
      </div>
      <div className={classes.body}>
        {object && mayRead ? (
          <TileBody object={object} tile={tile} period={period} before={before} />
        ) : (
          <p className={classes.detail}>{say('Vos droits ne montrent pas ces fiches.', 'Your rights do not show these records.')}</p>
        )}
      </div>
    </li>
  )
}

function useDragging(id: string, isOn: boolean, drop: (dragged: string) => void) {
  const frame = useRef<HTMLLIElement>(null)
  const [isHeld, setHeld] = useState(false)
  const [isOver, setOver] = useState(false)
  const latest = useRef(drop)
  useEffect(() => void (latest.current = drop))
  useEffect(() => {
    const element = frame.current
    if (!element || !isOn) return
    return combine(
      draggable({ element, getInitialData: () => ({ tile: id }), onDragStart: () => setHeld(true), onDrop: () => setHeld(false) }),
      dropTargetForElements({
        element,
        canDrop: ({ source }) => typeof source.data.tile === 'string' && source.data.tile !== id,
        onDragEnter: () => setOver(true),
        onDragLeave: () => setOver(false),
        onDrop: ({ source }) => {
          setOver(false)
          latest.current(String(source.data.tile))
        },
      }),
    )
  }, [id, isOn])
  return { frame, isHeld, isOver }
}
