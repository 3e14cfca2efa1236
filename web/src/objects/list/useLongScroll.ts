import { useCallback, useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react'
import { heightOf, placeOfRow, sameSight, scrolledTo, settled, sightOf, start, type Extent, type Place, type Sight } from './longScroll.ts'

const restMs = 140

// Which rows of a long list are in sight. `around` is the height that head and foot take of the region.
export function useLongScroll(region: RefObject<HTMLElement | null>, rows: number, rowHeight: number, around: number) {
  const place = useRef<Place>(start)
  const [viewport, setViewport] = useState(800)
  const extent: Extent = { rows, rowHeight, viewport }
  const latest = useRef(extent)
  const [sight, setSight] = useState<Sight>(() => sightOf(start, extent))

  const look = useCallback(() => {
    const next = sightOf(place.current, latest.current)
    setSight((before) => (sameSight(before, next) ? before : next))
  }, [])

  const putAt = useCallback(
    (next: Place) => {
      place.current = next
      if (region.current && region.current.scrollTop !== next.scrolled) {
        region.current.scrollTop = next.scrolled
        place.current = { ...next, scrolled: region.current.scrollTop }
      }
      look()
    },
    [region, look],
  )

  useEffect(() => {
    const element = region.current
    if (!element) return
    let rest: ReturnType<typeof setTimeout> | undefined
    const onScroll = () => {
      place.current = scrolledTo(place.current, element.scrollTop, latest.current)
      look()
      clearTimeout(rest)
      rest = setTimeout(() => putAt(settled(place.current, latest.current)), restMs)
    }
    const measured = new ResizeObserver(() => setViewport(Math.max(100, element.clientHeight - around)))
    measured.observe(element)
    element.addEventListener('scroll', onScroll, { passive: true })
    return () => {
      clearTimeout(rest)
      measured.disconnect()
      element.removeEventListener('scroll', onScroll)
    }
  }, [region, around, look, putAt])

  // A list that grew shorter, or another one, is seen from where it still has rows.
  useLayoutEffect(() => {
    latest.current = { rows, rowHeight, viewport }
    look()
  }, [rows, rowHeight, viewport, look])

  const reveal = useCallback((row: number) => putAt(placeOfRow(row, place.current, latest.current)), [putAt])
  const toTop = useCallback(() => putAt(start), [putAt])

  return { sight, height: heightOf(extent), reveal, toTop, page: Math.max(1, Math.floor(viewport / rowHeight) - 1) }
}
