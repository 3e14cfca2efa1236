import type { ReactNode } from 'react'
import classes from './Settings.module.css'

type Props = { title: string; words?: string; action?: ReactNode; children: ReactNode }

export function Page({ title, words, action, children }: Props) {
  return (
    <div className={classes.page}>
      <header className={classes.head}>
        <div>
          <h2 className={classes.title}>{title}</h2>
          {words && <p className={classes.words}>{words}</p>}
        </div>
        {action}
      </header>
      {children}
    </div>
  )
}

export function Section({ title, words, children }: { title: string; words?: string; children: ReactNode }) {
  return (
    <section className={classes.section}>
      <div>
        <h3 className={classes.title}>{title}</h3>
        {words && <p className={classes.words}>{words}</p>}
      </div>
      {children}
    </section>
  )
}
