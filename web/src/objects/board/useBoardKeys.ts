import { useState, type KeyboardEvent } from 'react'
import { label, say } from '../../design/language.ts'
import type { Option } from '../api.ts'

// Arrows walk from card to card. The space bar lifts one; then the arrows carry it from column to column, and the space
// bar puts it down. Each step is said aloud.

export type Held = { id: string; title: string; from: string; over: number }

export function useBoardKeys(options: Option[], drop: (id: string, option: Option) => void, mayMove: boolean) {
  const [held, setHeld] = useState<Held | null>(null)
  const [said, setSaid] = useState('')
  const nameOf = (index: number) => label(options[index]?.label)

  function lift(card: HTMLElement) {
    const from = card.closest<HTMLElement>('[data-column]')?.dataset.column ?? ''
    const title = card.dataset.title ?? ''
    setHeld({ id: card.dataset.card ?? '', title, from, over: options.findIndex((option) => option.key === from) })
    setSaid(say(`${title} est levée. Flèches gauche et droite pour choisir la colonne, Espace pour poser, Échap pour renoncer.`, `${title} is lifted. Left and right to choose the column, Space to drop, Escape to give up.`))
  }

  function carry(step: number) {
    if (!held) return
    const over = Math.max(0, Math.min(options.length - 1, held.over + step))
    setHeld({ ...held, over })
    setSaid(say(`Colonne ${nameOf(over)}.`, `Column ${nameOf(over)}.`))
  }

  function putDown() {
    const option = held && options[held.over]
    if (held && option && option.key !== held.from) {
      drop(held.id, option)
      setSaid(say(`${held.title} est posée dans ${nameOf(held.over)}.`, `${held.title} is dropped in ${nameOf(held.over)}.`))
    } else setSaid('')
    setHeld(null)
  }

  function onKeyDown(press: KeyboardEvent) {
    const card = (press.target as HTMLElement).closest<HTMLElement>('[data-card]')
    if (!card || press.ctrlKey || press.metaKey || press.altKey || (press.target as HTMLElement).matches('input, button')) return
    const keys: Record<string, () => void> = held
      ? {
          ArrowLeft: () => carry(-1),
          ArrowRight: () => carry(1),
          ' ': putDown,
          Enter: putDown,
          Escape: () => {
            setHeld(null)
            setSaid(say('Rien n’a bougé.', 'Nothing moved.'))
          },
          Tab: () => undefined,
        }
      : {
          ArrowDown: () => focusCard(card.nextElementSibling),
          ArrowUp: () => focusCard(card.previousElementSibling),
          ArrowLeft: () => focusBeside(card, -1),
          ArrowRight: () => focusBeside(card, 1),
          ...(mayMove ? { ' ': () => lift(card) } : {}),
        }
    const step = keys[press.key]
    if (!step) return
    press.preventDefault()
    step()
  }

  return { held, said, onKeyDown }
}

const focusCard = (card: Element | null | undefined) => card?.querySelector<HTMLElement>('a')?.focus()

// The card at the same height of the nearest column that has one.
function focusBeside(card: HTMLElement, step: number) {
  const columns = [...document.querySelectorAll<HTMLElement>('[data-column]')]
  const top = card.getBoundingClientRect().top
  const here = columns.indexOf(card.closest<HTMLElement>('[data-column]')!)
  for (let at = here + step; at >= 0 && at < columns.length; at += step) {
    const cards = [...columns[at]!.querySelectorAll<HTMLElement>('[data-card]')]
    if (cards.length === 0) continue
    const nearest = cards.toSorted((left, right) => Math.abs(left.getBoundingClientRect().top - top) - Math.abs(right.getBoundingClientRect().top - top))[0]
    return focusCard(nearest)
  }
}
