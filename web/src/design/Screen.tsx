import { useDocumentTitle } from '@mantine/hooks'
import type { ReactNode } from 'react'
import { showNumber } from './formats.ts'
import classes from './Screen.module.css'

type Props = { title: string; icon?: ReactNode; count?: number | undefined; actions?: ReactNode; scroll?: boolean; longTitle?: boolean; children: ReactNode }

// A screen: its name, what can be done, and what it shows. On a phone a long title has a line of its own.
export function Screen({ title, icon, count, actions, scroll = false, longTitle = false, children }: Props) {
  useDocumentTitle(`${title} · Élan`)
  return (
    <div className={classes.screen}>
      <header className={classes.head} data-long-title={longTitle || undefined}>
        {icon && <span className={classes.icon}>{icon}</span>}
        <h1 className={classes.title}>{title}</h1>
        {count !== undefined && <span className={classes.count}>{showNumber(count)}</span>}
        <span className={classes.gap} />
        {actions}
      </header>
      {scroll ? <div className={classes.scroll}>{children}</div> : children}
    </div>
  )
}
