import { useEffect, useRef } from 'react'

// Tells of a press outside the element. What the element opened elsewhere (a calendar, a list of options) belongs to it.
export function useOutsidePress<E extends HTMLElement>(onPress: () => void) {
  const element = useRef<E>(null)
  const latest = useRef(onPress)
  useEffect(() => {
    latest.current = onPress
  })
  useEffect(() => {
    // The press that brought the element up is still on its way to the document.
    const began = performance.now()
    const heard = (press: Event) => {
      const target = press.target as HTMLElement
      if (press.timeStamp < began || !element.current || element.current.contains(target) || target.closest?.('[data-portal]')) return
      latest.current()
    }
    document.addEventListener('mousedown', heard)
    document.addEventListener('touchstart', heard)
    return () => {
      document.removeEventListener('mousedown', heard)
      document.removeEventListener('touchstart', heard)
    }
  }, [])
  return element
}
