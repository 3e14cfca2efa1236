import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { problemFrom, type Problem } from '../changes/client.ts'
import type { Fields } from '../changes/outbox.ts'
import { label, say } from '../design/language.ts'
import { Complaints } from '../design/states.tsx'
import type { Field, Titles } from './api.ts'
import { FieldInputs } from './FieldInputs.tsx'
import { withMissing } from './missing.ts'

type Props = {
  title: string
  question?: string | undefined
  inputs: Field[]
  titles?: Titles
  start?: Fields
  danger?: boolean
  confirmLabel?: string
  run: (inputs: Fields) => Promise<unknown>
  close: () => void
}

// What an action asks before it is done: its inputs, or only a confirmation. Refusals stay in the dialog.
export function ActionForm({ title, question, inputs, titles = {}, start = {}, danger, confirmLabel, run, close }: Props) {
  const [values, setValues] = useState<Fields>({ ...startOf(inputs), ...start })
  const [problem, setProblem] = useState<Problem | null>(null)
  const [running, setRunning] = useState(false)

  async function submit(submission: FormEvent) {
    submission.preventDefault()
    submission.stopPropagation()
    setRunning(true)
    setProblem(null)
    try {
      await run(filled(values))
      close()
    } catch (failure) {
      setProblem(withMissing(problemFrom(failure), inputs, values))
    } finally {
      setRunning(false)
    }
  }

  return (
    <Modal opened onClose={close} title={title} size={inputs.length > 2 ? 'lg' : 'md'}>
      <form onSubmit={(submission) => void submit(submission)} noValidate>
        <Stack>
          {question && <Text size="sm">{question}</Text>}
          <Complaints problem={problem} shown={inputs.map((input) => input.key)} />
          {inputs.length > 0 && (
            <FieldInputs
              fields={inputs}
              values={values}
              titles={titles}
              complaints={problem?.complaints ?? []}
              set={(key, value) => setValues((before) => ({ ...before, [key]: value }))}
              autoFocus
            />
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {say('Fermer', 'Close')}
            </Button>
            <Button type="submit" loading={running} {...(danger ? { color: 'red' } : {})} data-autofocus={inputs.length === 0 || undefined}>
              {confirmLabel ?? title}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

const startOf = (inputs: Field[]): Fields =>
  Object.fromEntries(inputs.filter((input) => input.default !== undefined && input.default !== null).map((input) => [input.key, input.default]))

const filled = (values: Fields): Fields =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null && value !== undefined))

export const actionQuestion = (confirm: { fr: string; en?: string } | null | undefined) => label(confirm) || undefined
