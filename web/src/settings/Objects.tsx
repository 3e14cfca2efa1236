import { Button, Modal, TextInput } from '@mantine/core'
import { IconChevronRight, IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { Link, useLocation } from 'wouter'
import { outbox } from '../changes/outbox.ts'
import { known } from '../changes/queries.ts'
import { Icon } from '../design/Icon.tsx'
import { label, plural, say } from '../design/language.ts'
import { OptionPill } from '../design/OptionPill.tsx'
import { catalogueQuery, meQuery, useCatalogue } from '../objects/catalogue.ts'
import { keyFrom } from './keyFrom.ts'
import { Page } from './Page.tsx'
import classes from './Settings.module.css'
import { SettingsForm } from './SettingsForm.tsx'

export function Objects() {
  const { objects } = useCatalogue()
  const [making, setMaking] = useState(false)
  return (
    <Page
      title={say('Objets et champs', 'Objects and fields')}
      words={say('Ce qu’Élan sait de votre métier. Ajoutez vos champs, ou vos propres objets.', 'What Élan knows of your trade. Add fields, or objects of your own.')}
      action={
        <Button leftSection={<IconPlus size={16} />} onClick={() => setMaking(true)}>
          {say('Nouvel objet', 'New object')}
        </Button>
      }
    >
      <ul className={classes.list}>
        {objects.map((object) => {
          const own = object.fields.filter((field) => !field.system)
          return (
            <li key={object.key}>
              <Link href={`/settings/objects/${object.key}`} className={`${classes.item} ${classes.linkItem}`}>
                <Icon name={object.icon} object={object.key} />
                <span className={classes.itemWords}>
                  <span className={classes.itemTitle}>{label(object.plural)}</span>
                  <span className={classes.itemDetail}>
                    {plural(own.length, { one: '# champ', other: '# champs' }, { one: '# field', other: '# fields' })}
                  </span>
                </span>
                {object.custom && <OptionPill color="violet">{say('À vous', 'Yours')}</OptionPill>}
                <IconChevronRight size={16} aria-hidden="true" />
              </Link>
            </li>
          )
        })}
      </ul>
      {making && <NewObject close={() => setMaking(false)} />}
    </Page>
  )
}

function NewObject({ close }: { close: () => void }) {
  const [, go] = useLocation()
  const [singular, setSingular] = useState('')
  const [many, setMany] = useState('')
  const send = async () => {
    const key = keyFrom(singular)
    await outbox.send('POST', '/objects', { key, label: { fr: singular, en: singular }, plural: { fr: many || `${singular}s`, en: many || `${singular}s` } })
    await Promise.all([known.invalidateQueries({ queryKey: catalogueQuery.queryKey }), known.invalidateQueries({ queryKey: meQuery.queryKey })])
    go(`/settings/objects/${key}`)
  }
  return (
    <Modal opened onClose={close} title={say('Nouvel objet', 'New object')}>
      <SettingsForm fields={['label', 'plural', 'key']} send={send} submit={say('Créer', 'Create')} disabled={!singular.trim()}>
        {(complaint) => (
          <>
            <TextInput
              label={say('Nom au singulier', 'Singular name')}
              placeholder={say('Chantier', 'Building site')}
              value={singular}
              onChange={(change) => setSingular(change.currentTarget.value)}
              error={complaint('label') ?? complaint('key')}
              data-autofocus
            />
            <TextInput
              label={say('Nom au pluriel', 'Plural name')}
              placeholder={singular ? `${singular}s` : say('Chantiers', 'Building sites')}
              value={many}
              onChange={(change) => setMany(change.currentTarget.value)}
              error={complaint('plural')}
            />
          </>
        )}
      </SettingsForm>
    </Modal>
  )
}
