import type { AnchorHTMLAttributes } from 'react'
import classes from './QuietAnchor.module.css'

type Props = AnchorHTMLAttributes<HTMLAnchorElement> & { quiet?: boolean | undefined }

// In a table a column of links would shout: there they look like text until one points at them. A click on a link is
// not a click on the row around it.
export function QuietAnchor({ quiet = false, className = '', ...anchor }: Props) {
  return <a {...anchor} className={`${quiet ? classes.quiet : classes.link} ${className}`} onClick={(click) => click.stopPropagation()} />
}
