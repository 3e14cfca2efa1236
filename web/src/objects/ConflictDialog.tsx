import { Button, Group, Modal, Radio, Stack, Text } from '@mantine/core'
import { useState, useSyncExternalStore } from 'react'
import { conflicts, type Conflict } from '../changes/conflicts.ts'
import { label, say } from '../design/language.ts'
import { fieldOf } from './catalogue.ts'
import { typeOf } from './fieldTypes.ts'

export function ConflictDialog() {
  const conflict = useSyncExternalStore(conflicts.watch, conflicts.current)
  return (
    <Modal
      opened={conflict !== null}
      onClose={() => conflict?.settle(null)}
      title={say('Quelqu’un a modifié cette fiche entre-temps', 'Someone changed this record meanwhile')}
      size="lg"
    >
      {conflict && <Choices conflict={conflict} />}
    </Modal>
  )
}

function Choices({ conflict }: { conflict: Conflict }) {
  const [theirs, setTheirs] = useState<string[]>([])
  const settle = () =>
    conflict.settle(Object.fromEntries(Object.entries(conflict.mine).filter(([key]) => !theirs.includes(key))))
  return (
    <Stack>
      <Text size="sm" c="dimmed">
        {say('Choisissez la valeur à garder pour chaque champ.', 'Choose the value to keep for each field.')}
      </Text>
      {conflict.fields.map((key) => (
        <BothValues
          key={key}
          conflict={conflict}
          fieldKey={key}
          mine={!theirs.includes(key)}
          choose={(mine) => setTheirs((before) => (mine ? before.filter((one) => one !== key) : [...before, key]))}
        />
      ))}
      <Group justify="flex-end">
        <Button variant="default" onClick={() => conflict.settle(null)}>
          {say('Abandonner ma modification', 'Drop my change')}
        </Button>
        <Button onClick={settle} data-autofocus>
          {say('Enregistrer ce choix', 'Save this choice')}
        </Button>
      </Group>
    </Stack>
  )
}

type BothProps = { conflict: Conflict; fieldKey: string; mine: boolean; choose: (mine: boolean) => void }

function BothValues({ conflict, fieldKey, mine, choose }: BothProps) {
  const field = fieldOf(conflict.object, fieldKey)
  if (!field) return null
  const shown = (value: unknown) => typeOf(field).say(value, field, conflict.titles) || say('vide', 'empty')
  return (
    <Radio.Group label={label(field.label)} value={mine ? 'mine' : 'theirs'} onChange={(kept) => choose(kept === 'mine')}>
      <Stack gap={6} mt={6}>
        <Radio value="mine" label={shown(conflict.mine[fieldKey])} description={say('Votre valeur', 'Your value')} />
        <Radio value="theirs" label={shown(conflict.theirs[fieldKey])} description={say('Valeur actuelle', 'Current value')} />
      </Stack>
    </Radio.Group>
  )
}
