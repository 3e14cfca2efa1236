import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { say } from '../design/language.ts'
import type { UndoAnswer } from '../objects/api.ts'
import { problemFrom } from './client.ts'
import { outbox } from './outbox.ts'
import classes from './toasts.module.css'

let latest: string | undefined

// What was done, and the way back while it is still fresh. The latest takes the place of the one before: older ways back
// are in the history.
export function told(message: string, undo?: () => Promise<UndoAnswer | void>) {
  if (latest) notifications.hide(latest)
  const id = notifications.show({
    withBorder: true,
    autoClose: undo ? 8000 : 4000,
    message: (
      <span className={classes.toast}>
        <span>{message}</span>
        {undo && (
          <Button
            variant="light"
            size="compact-sm"
            onClick={() => {
              notifications.hide(id)
              void attempt(async () => tellUndone(await undo()))
            }}
          >
            {say('Annuler', 'Undo')}
          </Button>
        )}
      </span>
    ),
  })
  latest = id
}

export function refused(failure: unknown) {
  const problem = problemFrom(failure)
  notifications.show({
    color: 'red',
    withBorder: true,
    autoClose: 8000,
    role: 'alert',
    title: problem.message,
    message: problem.complaints.map((complaint) => complaint.message).join(' '),
  })
}

export async function attempt<Result>(work: () => Promise<Result>): Promise<Result | undefined> {
  try {
    return await work()
  } catch (failure) {
    refused(failure)
    return undefined
  }
}

export const undoCommit = (commit: number) => outbox.undo(commit)

// Fields that someone changed since are not overwritten: the person is told which.
export function tellUndone(answer: UndoAnswer | void) {
  if (!answer || answer.conflicts.length === 0) {
    told(say('C’est annulé.', 'Undone.'))
    return
  }
  notifications.show({
    color: 'orange',
    withBorder: true,
    autoClose: false,
    title: say('Annulé en partie : modifié depuis par quelqu’un d’autre', 'Partly undone: changed since by someone else'),
    message: (
      <ul className={classes.list}>
        {answer.conflicts.slice(0, 8).map((conflict) => (
          <li key={`${conflict.record} ${conflict.field}`}>{conflict.message}</li>
        ))}
      </ul>
    ),
  })
}
