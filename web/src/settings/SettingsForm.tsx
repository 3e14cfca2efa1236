import { Button, Group, Stack } from '@mantine/core'
import { useState, type FormEvent, type ReactNode } from 'react'
import { problemFrom, type Problem } from '../changes/client.ts'
import { say } from '../design/language.ts'
import { Complaints } from '../design/states.tsx'

type Props = {
  fields: string[]
  send: () => Promise<unknown>
  submit?: string
  disabled?: boolean
  children: (complaint: (field: string) => string | undefined) => ReactNode
}

export function SettingsForm({ fields, send, submit, disabled = false, children }: Props) {
  const [problem, setProblem] = useState<Problem | null>(null)
  const [sending, setSending] = useState(false)

  async function onSubmit(submission: FormEvent) {
    submission.preventDefault()
    submission.stopPropagation()
    setSending(true)
    setProblem(null)
    await send().catch((failure: unknown) => setProblem(problemFrom(failure)))
    setSending(false)
  }

  return (
    <form onSubmit={(submission) => void onSubmit(submission)} noValidate>
      <Stack>
        <Complaints problem={problem} shown={fields} />
        {children((field) => problem?.complaints.find((complaint) => complaint.field === field)?.message)}
        <Group>
          <Button type="submit" loading={sending} disabled={disabled}>
            {submit ?? say('Enregistrer', 'Save')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
