import { Alert, Button, Skeleton } from '@mantine/core'
import { IconAlertTriangle, IconLock, IconPlugOff } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { Problem } from '../changes/client.ts'
import { say } from './language.ts'
import classes from './states.module.css'

// The four things a screen says when it has nothing to show.

export function Empty({ icon, title, children }: { icon?: ReactNode; title: string; children?: ReactNode }) {
  return (
    <div className={classes.state}>
      {icon && <div className={classes.icon}>{icon}</div>}
      <p className={classes.title}>{title}</p>
      {children && <div className={classes.words}>{children}</div>}
    </div>
  )
}

export function Loading({ rows = 8, label }: { rows?: number; label?: string }) {
  return (
    <div className={classes.loading} role="status" aria-label={label ?? say('Chargement…', 'Loading…')}>
      {Array.from({ length: rows }, (_, row) => (
        <Skeleton key={row} height={14} width={`${92 - ((row * 17) % 40)}%`} radius="sm" />
      ))}
    </div>
  )
}

export const Forbidden = () => <Trouble problem={new Problem(403, 'forbidden', '')} />

export function Trouble({ problem, retry }: { problem: Problem; retry?: () => void }) {
  if (problem.status === 403) {
    return (
      <Empty icon={<IconLock size={28} stroke={1.5} />} title={say('Vous n’avez pas accès à cet écran', 'You have no access here')}>
        {say('Demandez à la personne qui administre Élan de vous l’ouvrir.', 'Ask your administrator to open it to you.')}
      </Empty>
    )
  }
  return (
    <Empty
      icon={problem.status === 0 ? <IconPlugOff size={28} stroke={1.5} /> : <IconAlertTriangle size={28} stroke={1.5} />}
      title={problem.message}
    >
      {retry && (
        <Button variant="default" onClick={retry}>
          {say('Réessayer', 'Try again')}
        </Button>
      )}
    </Empty>
  )
}

// Complaints above a form: those that belong to no field on it, in the server's words.
export function Complaints({ problem, shown = [] }: { problem: Problem | null; shown?: string[] }) {
  if (!problem) return null
  const elsewhere = problem.complaints.filter((complaint) => !complaint.field || !shown.includes(complaint.field))
  return (
    <Alert color="red" variant="light" icon={<IconAlertTriangle size={18} />} title={problem.message} role="alert">
      {elsewhere.length > 0 && (
        <ul className={classes.complaints}>
          {elsewhere.map((complaint) => (
            <li key={`${complaint.field} ${complaint.message}`}>{complaint.message}</li>
          ))}
        </ul>
      )}
    </Alert>
  )
}
