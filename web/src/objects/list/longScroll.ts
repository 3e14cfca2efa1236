// A browser lays out nothing taller than some millions of pixels, and a million rows are taller. Beyond that height the
// scroll bar stands for the whole list: a long pull is a jump in proportion, a short step (wheel, keys) moves by as
// many pixels as it says.

export const tallest = 8_000_000

export type Place = {
  // How far the list itself is scrolled, in its own pixels.
  top: number
  // How far the element that scrolls says it is.
  scrolled: number
}

export type Extent = { rows: number; rowHeight: number; viewport: number }

export const start: Place = { top: 0, scrolled: 0 }

export const heightOf = ({ rows, rowHeight }: Extent) => Math.min(rows * rowHeight, tallest)

const furthest = ({ rows, rowHeight, viewport }: Extent) => Math.max(0, rows * rowHeight - viewport)

const furthestScrolled = (extent: Extent) => Math.max(0, heightOf(extent) - extent.viewport)

const within = (value: number, most: number) => Math.max(0, Math.min(most, value))

const isTrue = (extent: Extent) => extent.rows * extent.rowHeight <= tallest

export function scrolledTo(before: Place, scrolled: number, extent: Extent): Place {
  if (isTrue(extent)) return { top: scrolled, scrolled }
  const step = scrolled - before.scrolled
  const most = furthest(extent)
  if (Math.abs(step) <= extent.viewport * 2) return { top: within(before.top + step, most), scrolled }
  return { top: within((scrolled / furthestScrolled(extent)) * most, most), scrolled }
}

// Where the scroll bar truly belongs for what is shown; it is put there once the hand rests.
export function settled(place: Place, extent: Extent): Place {
  if (isTrue(extent)) return { top: place.scrolled, scrolled: place.scrolled }
  const most = furthest(extent)
  const top = within(place.top, most)
  return { top, scrolled: most === 0 ? 0 : Math.round((top / most) * furthestScrolled(extent)) }
}

export function placeOfRow(row: number, place: Place, extent: Extent): Place {
  const above = row * extent.rowHeight
  const below = above + extent.rowHeight - extent.viewport
  const top = within(place.top > above ? above : place.top < below ? below : place.top, furthest(extent))
  return settled({ top, scrolled: top }, extent)
}

export type Sight = { first: number; last: number; shift: number }

// The rows to draw, and how far their true places lie beyond where they are drawn.
export function sightOf(place: Place, extent: Extent, beyond = 8): Sight {
  const first = Math.max(0, Math.floor(place.top / extent.rowHeight) - beyond)
  const last = Math.min(extent.rows - 1, Math.ceil((place.top + extent.viewport) / extent.rowHeight) + beyond)
  return { first, last, shift: place.top - place.scrolled }
}

export const sameSight = (left: Sight, right: Sight) => left.first === right.first && left.last === right.last && left.shift === right.shift
