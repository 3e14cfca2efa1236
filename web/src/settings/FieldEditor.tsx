import { ActionIcon, Button, Checkbox, Group, Input, Select, Stack, TextInput } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { outbox } from '../changes/outbox.ts'
import { known } from '../changes/queries.ts'
import { told } from '../changes/toasts.tsx'
import { label, say } from '../design/language.ts'
import type { Field, ObjectDeclaration, Option } from '../objects/api.ts'
import { catalogueQuery, useCatalogue } from '../objects/catalogue.ts'
import { FieldInputs } from '../objects/FieldInputs.tsx'
import { typeOf } from '../objects/fieldTypes.ts'
import { fieldTypeWords } from './fieldTypeWords.ts'
import { keyFrom } from './keyFrom.ts'
import classes from './Settings.module.css'
import { SettingsForm } from './SettingsForm.tsx'

type Props = { object: ObjectDeclaration; field: Field | null; close: () => void }

const blank: Field = {
  id: 'preview', key: '', type: 'text', label: { fr: '' }, required: false, readonly: false, searchable: false, custom: true, options: [],
}

export function FieldEditor({ object, field, close }: Props) {
  const { objects, field_types } = useCatalogue()
  const [draft, setDraft] = useState<Field>(field ?? blank)
  const [sample, setSample] = useState<unknown>(null)
  const { asks } = typeOf(draft)
  const set = (part: Partial<Field>) => setDraft((before) => ({ ...before, ...part }))
  const setLabel = (part: { fr?: string; en?: string }) => set({ label: { ...draft.label, ...part } })

  async function send() {
    const declared = {
      label: { fr: draft.label.fr, en: draft.label.en || draft.label.fr },
      required: draft.required,
      ...(asks === 'options' ? { options: draft.options ?? [] } : {}),
    }
    if (field) {
      await outbox.send('PATCH', `/objects/${object.key}/fields/${field.id}`, declared)
    } else {
      await outbox.send('POST', `/objects/${object.key}/fields`, {
        ...declared,
        key: keyFrom(draft.label.fr),
        type: draft.type,
        searchable: draft.searchable,
        ...(asks === 'target' ? { target: draft.target } : {}),
      })
    }
    await known.invalidateQueries({ queryKey: catalogueQuery.queryKey })
    told(field ? say('Champ modifié.', 'Field changed.') : say('Champ ajouté, prêt à servir.', 'Field added, ready to use.'))
    close()
  }

  return (
    <SettingsForm fields={['label', 'key', 'type', 'options', 'target']} send={send} submit={field ? say('Enregistrer', 'Save') : say('Ajouter le champ', 'Add the field')} disabled={!draft.label.fr.trim()}>
      {(complaint) => (
        <>
          <Group grow align="flex-start">
            <TextInput label={say('Nom', 'Name')} value={draft.label.fr} onChange={(change) => setLabel({ fr: change.currentTarget.value })} error={complaint('label') ?? complaint('key')} data-autofocus />
            <TextInput label={say('Nom en anglais', 'English name')} value={draft.label.en ?? ''} onChange={(change) => setLabel({ en: change.currentTarget.value })} placeholder={draft.label.fr} />
          </Group>
          <Select
            label={say('Type', 'Type')}
            data={field_types.filter((type) => type.key !== 'document').map((type) => ({ value: type.key, label: fieldTypeWords(type.key) }))}
            value={draft.type}
            disabled={!!field}
            searchable
            allowDeselect={false}
            onChange={(type) => type && (set({ type }), setSample(null))}
            error={complaint('type')}
          />
          {asks === 'target' && (
            <Select
              label={say('Vers quel objet', 'To which object')}
              data={[...objects.map((one) => ({ value: one.key, label: label(one.plural) })), { value: '*', label: say('N’importe lequel', 'Any') }]}
              value={draft.target ?? null}
              disabled={!!field}
              onChange={(target) => target && set({ target })}
              error={complaint('target')}
            />
          )}
          {asks === 'options' && <Options options={draft.options ?? []} onChange={(options) => set({ options })} error={complaint('options')} />}
          <Checkbox label={say('Obligatoire', 'Required')} checked={draft.required} onChange={(change) => set({ required: change.currentTarget.checked })} />
          {!field && <Checkbox label={say('Trouvé par la recherche', 'Found by search')} checked={draft.searchable} onChange={(change) => set({ searchable: change.currentTarget.checked })} />}
          <div className={classes.preview}>
            <p className={classes.words}>{say('Aperçu', 'Preview')}</p>
            <FieldInputs
              fields={[{ ...draft, key: 'sample', label: { ...draft.label, fr: draft.label.fr || say('Votre champ', 'Your field') } }]}
              values={{ sample }}
              complaints={[]}
              set={(_, value) => setSample(value)}
            />
          </div>
        </>
      )}
    </SettingsForm>
  )
}

const colours = ['blue', 'green', 'orange', 'violet', 'teal', 'red', 'yellow', 'gray']

function Options({ options, onChange, error }: { options: Option[]; onChange: (options: Option[]) => void; error: string | undefined }) {
  const [typed, setTyped] = useState('')
  const add = () => {
    const words = typed.trim()
    if (!words) return
    onChange([...options, { key: keyFrom(words) || `n_${options.length}`, label: { fr: words, en: words }, color: colours[options.length % colours.length] ?? null }])
    setTyped('')
  }
  const rename = (index: number, words: string) =>
    onChange(options.map((option, at) => (at === index ? { ...option, label: { fr: words, en: words } } : option)))
  return (
    <Input.Wrapper label={say('Choix possibles', 'Choices')} error={error}>
      <Stack gap={6} mt={4}>
        {options.map((option, index) => (
          <Group key={option.key} gap={6} wrap="nowrap">
            <TextInput
              flex={1}
              aria-label={say(`Choix ${index + 1}`, `Choice ${index + 1}`)}
              value={option.label.fr}
              onChange={(change) => rename(index, change.currentTarget.value)}
            />
            <ActionIcon variant="subtle" color="gray" onClick={() => onChange(options.filter((_, at) => at !== index))} aria-label={`${say('Retirer', 'Remove')} ${option.label.fr}`}>
              <IconX size={16} />
            </ActionIcon>
          </Group>
        ))}
        <Group gap={6} wrap="nowrap">
          <TextInput
            flex={1}
            aria-label={say('Nouveau choix', 'New choice')}
            placeholder={say('Ajouter un choix', 'Add a choice')}
            value={typed}
            onChange={(change) => setTyped(change.currentTarget.value)}
            onKeyDown={(press) => {
              if (press.key !== 'Enter') return
              press.preventDefault()
              add()
            }}
          />
          <Button variant="default" onClick={add} leftSection={<IconPlus size={16} />}>
            {say('Ajouter', 'Add')}
          </Button>
        </Group>
      </Stack>
    </Input.Wrapper>
  )
}
