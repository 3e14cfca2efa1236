import { Button, Group, UnstyledButton } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { useState, type KeyboardEvent } from 'react'
import { problemFrom, type Problem } from '../../changes/client.ts'
import type { Fields } from '../../changes/outbox.ts'
import { Icon } from '../../design/Icon.tsx'
import { say } from '../../design/language.ts'
import { Complaints } from '../../design/states.tsx'
import type { Field, ObjectDeclaration, StoredRecord, Titles } from '../api.ts'
import { useCatalogue, useFields, useMe } from '../catalogue.ts'
import type { Composition } from '../compositions.ts'
import { useDraft } from '../draft.ts'
import { FieldInputs } from '../FieldInputs.tsx'
import { matches } from '../filter.ts'
import { withMissing } from '../missing.ts'
import { writeReference } from '../reference.ts'
import { aboutField } from '../timeline/timeline.ts'
import { createRecord } from '../writes.ts'
import classes from './Composer.module.css'

type Props = { object: ObjectDeclaration; record: StoredRecord; compositions: Composition[] }

type Offer = { composition: Composition; made: ObjectDeclaration; about: Field; reference: string; start: Fields }

// What one does next about a record starts here: a note, a task, a call, an e-mail, without leaving it.
export function Composer({ object, record, compositions }: Props) {
  const offers = useOffers({ object, record, compositions })
  const [chosen, choose] = useState<string | null>(null)
  const open = offers.find((offer) => offer.composition.key === chosen)
  useHotkeys(offers.map((offer) => [offer.composition.hotkey, () => choose(offer.composition.key)]))
  if (offers.length === 0) return null
  return (
    <section className={classes.composer} aria-label={say('Ajouter', 'Add')} data-open={open ? true : undefined}>
      <div className={classes.kinds}>
        {offers.map(({ composition }) => (
          <UnstyledButton
            key={composition.key}
            className={classes.kind}
            aria-expanded={chosen === composition.key}
            aria-keyshortcuts={composition.hotkey}
            onClick={() => choose(chosen === composition.key ? null : composition.key)}
          >
            <Icon name={composition.icon} size={15} />
            {composition.words()}
          </UnstyledButton>
        ))}
      </div>
      {open ? (
        <Writing key={open.composition.key} offer={open} record={record} close={() => choose(null)} />
      ) : (
        <UnstyledButton className={classes.invitation} onClick={() => choose(offers[0]!.composition.key)}>
          {offers[0]!.composition.invitation()}
        </UnstyledButton>
      )}
    </section>
  )
}

function useOffers({ object, record, compositions }: Props): Offer[] {
  const { objects } = useCatalogue()
  const { permissions } = useMe()
  return compositions.flatMap((composition): Offer[] => {
    const made = objects.find((one) => one.key === composition.object)
    const about = made && aboutField(made, object)
    const start = composition.start({ object, record })
    if (!made || !about || !start || !permissions[made.key]?.create || made.key === object.key) return []
    return [{ composition, made, about, reference: writeReference({ object: object.key, id: record.id }, about.target ?? '*'), start }]
  })
}

function Writing({ offer: { composition, made, about, reference, start }, record, close }: { offer: Offer; record: StoredRecord; close: () => void }) {
  const { user } = useMe()
  const draft = useDraft(`${composition.key}-${record.id}`, start)
  const declared = useFields(made)
  const fields = composition.fields.flatMap((key) => declared.filter((field) => field.key === key && matches(field.when, draft.fields)))
  const [problem, setProblem] = useState<Problem | null>(null)
  const [sending, setSending] = useState(false)
  const titles: Titles = { [user.id]: user.name }

  async function submit() {
    setSending(true)
    setProblem(null)
    try {
      await createRecord(made, { ...draft.fields, [about.key]: reference })
      draft.forget()
      close()
    } catch (failure) {
      setProblem(withMissing(problemFrom(failure), fields, draft.fields))
    } finally {
      setSending(false)
    }
  }

  function onKeyDown(press: KeyboardEvent) {
    if (press.key === 'Escape' && !press.defaultPrevented) close()
    if (press.key === 'Enter' && (press.ctrlKey || press.metaKey)) {
      press.preventDefault()
      void submit()
    }
  }

  return (
    <form
      className={classes.writing}
      noValidate
      onKeyDown={onKeyDown}
      onSubmit={(submission) => {
        submission.preventDefault()
        void submit()
      }}
    >
      <Complaints problem={problem} shown={fields.map((field) => field.key)} />
      <FieldInputs fields={fields} values={draft.fields} titles={titles} complaints={problem?.complaints ?? []} set={draft.set} autoFocus />
      <Group justify="flex-end" gap="xs">
        <span className={classes.hint}>{say('Ctrl Entrée pour enregistrer', 'Ctrl Enter to save')}</span>
        <Button variant="default" size="xs" onClick={close}>
          {say('Fermer', 'Close')}
        </Button>
        <Button type="submit" size="xs" loading={sending}>
          {composition.submit()}
        </Button>
      </Group>
    </form>
  )
}
