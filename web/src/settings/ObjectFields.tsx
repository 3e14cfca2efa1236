import { ActionIcon, Anchor, Button, Drawer, Menu } from '@mantine/core'
import { IconChevronLeft, IconDots, IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { Link } from 'wouter'
import { outbox } from '../changes/outbox.ts'
import { known } from '../changes/queries.ts'
import { attempt, told } from '../changes/toasts.tsx'
import { label, say } from '../design/language.ts'
import { OptionPill } from '../design/OptionPill.tsx'
import type { Field, ObjectDeclaration } from '../objects/api.ts'
import { catalogueQuery, useObject } from '../objects/catalogue.ts'
import { FieldInputs } from '../objects/FieldInputs.tsx'
import { FieldEditor } from './FieldEditor.tsx'
import { fieldTypeWords } from './fieldTypeWords.ts'
import { Page } from './Page.tsx'
import classes from './Settings.module.css'

export function ObjectFields({ objectKey }: { objectKey: string }) {
  const object = useObject(objectKey)
  const [editing, setEditing] = useState<Field | 'new' | null>(null)
  if (!object) return null
  const fields = object.fields.filter((field) => !field.system)
  return (
    <Page
      title={label(object.plural)}
      words={say('Un champ ajouté sert aussitôt dans les listes, les filtres, la recherche, l’import et l’API.', 'A new field works at once in lists, filters, search, import and API.')}
      action={
        <Button leftSection={<IconPlus size={16} />} onClick={() => setEditing('new')}>
          {say('Ajouter un champ', 'Add a field')}
        </Button>
      }
    >
      <Anchor component={Link} href="/settings/objects" size="sm">
        <IconChevronLeft size={14} aria-hidden="true" /> {say('Tous les objets', 'All objects')}
      </Anchor>
      <ul className={classes.list}>
        {fields.map((field) => (
          <FieldItem key={field.id} object={object} field={field} edit={() => setEditing(field)} />
        ))}
      </ul>
      <Preview fields={fields} />
      <Drawer
        opened={editing !== null}
        onClose={() => setEditing(null)}
        position="right"
        size="lg"
        title={editing === 'new' ? say('Ajouter un champ', 'Add a field') : say('Modifier le champ', 'Edit the field')}
      >
        {editing && <FieldEditor object={object} field={editing === 'new' ? null : editing} close={() => setEditing(null)} />}
      </Drawer>
    </Page>
  )
}

function FieldItem({ object, field, edit }: { object: ObjectDeclaration; field: Field; edit: () => void }) {
  const hide = () =>
    attempt(async () => {
      await outbox.send('PATCH', `/objects/${object.key}/fields/${field.id}`, { hidden: true })
      await known.invalidateQueries({ queryKey: catalogueQuery.queryKey })
      told(say('Champ masqué ; ses valeurs sont gardées.', 'Field hidden; its values are kept.'))
    })
  return (
    <li className={classes.item}>
      <span className={classes.itemWords}>
        <span className={classes.itemTitle}>
          {label(field.label)}
          {field.required && <span aria-label={say('obligatoire', 'required')}> *</span>}
        </span>
        <span className={classes.itemDetail}>{field.key}</span>
      </span>
      <span className={classes.words}>{fieldTypeWords(field.type)}</span>
      {field.custom ? (
        <>
          <OptionPill color="violet">{say('À vous', 'Yours')}</OptionPill>
          <Menu position="bottom-end" withinPortal>
            <Menu.Target>
              <ActionIcon variant="subtle" color="gray" aria-label={`${say('Gérer', 'Manage')} ${label(field.label)}`}>
                <IconDots size={18} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item onClick={edit}>{say('Modifier', 'Edit')}</Menu.Item>
              <Menu.Item color="red" onClick={() => void hide()}>
                {say('Masquer', 'Hide')}
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        </>
      ) : null}
    </li>
  )
}

function Preview({ fields }: { fields: Field[] }) {
  const [values, setValues] = useState<Record<string, unknown>>({})
  return (
    <section className={classes.preview}>
      <h3 className={classes.title}>{say('Aperçu du formulaire', 'Form preview')}</h3>
      <FieldInputs
        fields={fields.filter((field) => !field.readonly)}
        values={values}
        complaints={[]}
        set={(key, value) => setValues((before) => ({ ...before, [key]: value }))}
      />
    </section>
  )
}
