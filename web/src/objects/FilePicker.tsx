import { ActionIcon, Button, FileButton, Group, Input } from '@mantine/core'
import { IconPaperclip, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { problemFrom } from '../changes/client.ts'
import { outbox } from '../changes/outbox.ts'
import { say } from '../design/language.ts'
import type { EditProps } from './fieldType.tsx'
import type { StoredFile } from './types/file.tsx'

export function FilePicker(edit: EditProps<StoredFile>) {
  const [sending, setSending] = useState(false)
  const [refusal, setRefusal] = useState<string | null>(null)

  async function send(file: File | null) {
    if (!file) return
    setSending(true)
    setRefusal(null)
    try {
      edit.onChange(await outbox.upload<StoredFile>(`/files?name=${encodeURIComponent(file.name)}`, file))
    } catch (failure) {
      setRefusal(problemFrom(failure).message)
    } finally {
      setSending(false)
    }
  }

  return (
    <Input.Wrapper
      label={edit.label}
      description={edit.description}
      error={refusal ?? edit.error}
      withAsterisk={edit.required ?? false}
    >
      <Group gap="xs">
        <FileButton onChange={(file) => void send(file)}>
          {(button) => (
            <Button {...button} variant="default" loading={sending} leftSection={<IconPaperclip size={16} />}>
              {edit.value?.name ?? say('Choisir un fichier', 'Choose a file')}
            </Button>
          )}
        </FileButton>
        {edit.value && !edit.required && (
          <ActionIcon variant="subtle" color="gray" onClick={() => edit.onChange(null)} aria-label={say('Retirer le fichier', 'Remove the file')}>
            <IconX size={16} />
          </ActionIcon>
        )}
      </Group>
    </Input.Wrapper>
  )
}
