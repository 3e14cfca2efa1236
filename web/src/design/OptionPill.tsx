import type { ReactNode } from 'react'
import classes from './OptionPill.module.css'

const colours = ['gray', 'red', 'pink', 'grape', 'violet', 'indigo', 'blue', 'cyan', 'teal', 'green', 'lime', 'yellow', 'orange']

// The colour is carried by the dot, never by the words, so that contrast holds whatever colour was chosen.
export function OptionPill({ color, children }: { color?: string | null | undefined; children: ReactNode }) {
  const named = color && colours.includes(color) ? `var(--mantine-color-${color}-6)` : color
  return (
    <span className={classes.pill}>
      {named && <span className={classes.dot} style={{ background: named }} aria-hidden="true" />}
      <span className={classes.words}>{children}</span>
    </span>
  )
}
