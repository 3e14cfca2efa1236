import { Button, Group, Modal, Stack } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { problemFrom, type Problem } from '../../changes/client.ts'
import type { Fields } from '../../changes/outbox.ts'
import { say } from '../../design/language.ts'
import { Complaints } from '../../design/states.tsx'
import type { ObjectDeclaration, StoredRecord } from '../api.ts'
import { FieldInputs } from '../FieldInputs.tsx'
import { changeRecord } from '../writes.ts'
import type { Dashboard } from './dashboards.ts'

type Props = { declaration: ObjectDeclaration; dashboard: Dashboard; record: StoredRecord; close: () => void }

// Its name, who sees it, and for whom it opens first.
export function NameDashboard({ declaration, dashboard, record, close }: Props) {
  const [values, setValues] = useState<Fields>({ name: dashboard.name, audience: dashboard.audience, opens_for: dashboard.opensFor })
  const [problem, setProblem] = useState<Problem | null>(null)
  const fields = declaration.fields.filter((field) => field.key in values)

  async function submit(submission: FormEvent) {
    submission.preventDefault()
    try {
      await changeRecord(declaration, record, values)
      close()
    } catch (failure) {
      setProblem(problemFrom(failure))
    }
  }

  return (
    <Modal opened onClose={close} title={say('Renommer et partager', 'Rename and share')}>
      <form onSubmit={(submission) => void submit(submission)} noValidate>
        <Stack>
          <Complaints problem={problem} shown={Object.keys(values)} />
          <FieldInputs fields={fields} values={values} complaints={problem?.complaints ?? []} autoFocus set={(key, value) => setValues((before) => ({ ...before, [key]: value }))} />
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {say('Fermer', 'Close')}
            </Button>
            <Button type="submit">{say('Enregistrer', 'Save')}</Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
