import { Button, Stack } from '@mantine/core'
import { useState, type FormEvent, type ReactNode } from 'react'
import { problemFrom, type Problem } from '../../changes/client.ts'
import { Complaints } from '../../design/states.tsx'
import classes from './Door.module.css'

type Props = {
  title: string
  words?: string
  submit: string
  send: () => Promise<void>
  // The inputs get the complaint that stands at each of them.
  children: (complaintAbout: (field: string) => string | undefined) => ReactNode
  fields: string[]
  below?: ReactNode
}

export function DoorForm({ title, words, submit, send, children, fields, below }: Props) {
  const [problem, setProblem] = useState<Problem | null>(null)
  const [sending, setSending] = useState(false)

  async function onSubmit(submission: FormEvent) {
    submission.preventDefault()
    setSending(true)
    setProblem(null)
    await send().catch((failure: unknown) => setProblem(problemFrom(failure)))
    setSending(false)
  }
  const about = (field: string) => problem?.complaints.find((complaint) => complaint.field === field)?.message

  return (
    <form onSubmit={(submission) => void onSubmit(submission)} noValidate>
      <h1 className={classes.title}>{title}</h1>
      <p className={classes.words}>{words}</p>
      <Stack>
        <Complaints problem={problem} shown={fields} />
        {children(about)}
        <Button type="submit" size="md" loading={sending}>
          {submit}
        </Button>
        {below}
      </Stack>
    </form>
  )
}
