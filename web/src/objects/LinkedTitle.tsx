import type { MouseEvent } from 'react'
import { Link } from 'wouter'
import { useObject } from './catalogue.ts'
import classes from './LinkedTitle.module.css'
import { readReference } from './reference.ts'
import { Initials } from '../design/Initials.tsx'

type Props = { id: string; target: string; title: string | undefined; dense?: boolean | undefined }

// A linked record by its title; people get their initials, so that an owner is recognised at a glance.
export function LinkedTitle({ id, target, title, dense }: Props) {
  const reference = readReference(id, target)
  const object = useObject(reference.object)
  const words = title ?? '…'
  if (target === 'user') {
    return (
      <span className={classes.person}>
        <Initials name={words} />
        <span className={classes.words}>{words}</span>
      </span>
    )
  }
  if (!object) return <>{words}</>
  return (
    <Link
      href={`/${object.path}/${reference.id}`}
      className={dense ? classes.dense : classes.link}
      onClick={(click: MouseEvent) => click.stopPropagation()}
    >
      {words}
    </Link>
  )
}
