import { Button, TextInput } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { Link } from 'wouter'
import { problemFrom } from '../../changes/client.ts'
import type { Fields } from '../../changes/outbox.ts'
import { label, say } from '../../design/language.ts'
import type { ObjectDeclaration } from '../api.ts'
import { fieldOf } from '../catalogue.ts'
import { titleKeys } from '../titles.ts'
import { createRecord } from '../writes.ts'
import classes from './Board.module.css'

// A card from its title alone; the next one may follow at once. What more the object needs is asked by its form.
export function QuickAdd({ object, start, close }: { object: ObjectDeclaration; start: Fields; close: () => void }) {
  const key = titleKeys(object).at(-1) ?? object.title_field
  const [title, setTitle] = useState('')
  const [refusal, setRefusal] = useState<string | null>(null)
  const [sending, setSending] = useState(false)

  async function submit(submission: FormEvent) {
    submission.preventDefault()
    if (title.trim() === '') return close()
    setSending(true)
    try {
      await createRecord(object, { ...start, [key]: title.trim() })
      setTitle('')
      setRefusal(null)
    } catch (failure) {
      const problem = problemFrom(failure)
      setRefusal(problem.complaints.map((complaint) => complaint.message).join(' ') || problem.message)
    } finally {
      setSending(false)
    }
  }

  const known = Object.entries({ ...start, [key]: title }).map(([name, value]) => [name, String(value)])
  return (
    <form className={classes.quick} onSubmit={(submission) => void submit(submission)}>
      <TextInput
        size="xs"
        autoFocus
        aria-label={label(fieldOf(object, key)?.label)}
        placeholder={label(fieldOf(object, key)?.label)}
        value={title}
        error={refusal}
        onChange={(change) => setTitle(change.currentTarget.value)}
        onKeyDown={(press) => press.key === 'Escape' && close()}
      />
      <div className={classes.quickFoot}>
        <Button type="submit" size="compact-sm" loading={sending}>
          {say('Ajouter', 'Add')}
        </Button>
        <Button component={Link} href={`/${object.path}/new?${new URLSearchParams(known)}`} variant="subtle" size="compact-sm">
          {say('Tout remplir', 'Full form')}
        </Button>
      </div>
    </form>
  )
}
