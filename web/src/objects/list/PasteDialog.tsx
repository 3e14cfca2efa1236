import { Alert, Button, Group, Modal, Stack, Text } from '@mantine/core'
import { IconAlertTriangle, IconArrowRight } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { problemFrom, type Problem } from '../../changes/client.ts'
import { tellUndone, told } from '../../changes/toasts.tsx'
import { outbox } from '../../changes/outbox.ts'
import { label, plural, say } from '../../design/language.ts'
import { Complaints, Loading } from '../../design/states.tsx'
import type { BulkAnswer, Field, ObjectDeclaration, StoredRecord, Titles, Value } from '../api.ts'
import { typeOf } from '../fieldTypes.ts'
import { titleOf } from '../titles.ts'
import { same, target } from '../writes.ts'
import classes from './PasteDialog.module.css'

export type PastedCell = { record: StoredRecord; field: Field; text: string; value: Value; isRead: boolean }

// What a pasted block would write, the columns that take nothing, and the rows that fall beyond the list.
export type Paste = { cells: PastedCell[]; locked: string[]; beyond: number }

type Props = { object: ObjectDeclaration; paste: Paste; titles: Titles; close: (commits: number[] | null) => void }

// Nothing is written before it was seen: each cell before and after, and what the server would refuse.
export function PasteDialog({ object, paste, titles, close }: Props) {
  const changed = paste.cells.filter((cell) => !same(cell.value, cell.record[cell.field.key]))
  const trial = useTrial(object, changed)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [writing, setWriting] = useState(false)
  const refusals = refusalsOf(trial.data, changed)
  const accepted = changed.filter((cell) => cell.isRead && !refusals.has(nameOf(cell)))

  async function write() {
    setWriting(true)
    try {
      const answer = await outbox.bulk(target(object), 'change_each', null, { records: byRecord(accepted) })
      told(
        plural(accepted.length, { one: '# cellule écrite.', other: '# cellules écrites.' }, { one: '# cell written.', other: '# cells written.' }),
        async () => tellUndone(await outbox.undoMany(answer.commits)),
      )
      close(answer.commits)
    } catch (failure) {
      setProblem(problemFrom(failure))
      setWriting(false)
    }
  }

  return (
    <Modal opened onClose={() => close(null)} title={say('Coller dans la liste', 'Paste into the list')} size="xl">
      <Stack>
        <Complaints problem={problem} />
        {trial.isPending && changed.length > 0 ? (
          <Loading rows={4} />
        ) : (
          <>
            <Notes paste={paste} changed={changed.length} left={changed.length - accepted.length} problem={trial.error ? problemFrom(trial.error) : null} />
            {changed.length > 0 && <Preview object={object} cells={changed} refusals={refusals} titles={titles} />}
          </>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={() => close(null)}>
            {say('Fermer', 'Close')}
          </Button>
          <Button disabled={accepted.length === 0 || trial.isPending} loading={writing} onClick={() => void write()} data-autofocus>
            {accepted.length === 0
              ? say('Rien à écrire', 'Nothing to write')
              : plural(accepted.length, { one: 'Écrire # cellule', other: 'Écrire # cellules' }, { one: 'Write # cell', other: 'Write # cells' })}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}

const nameOf = (cell: PastedCell) => `${cell.record.id} ${cell.field.key}`

function byRecord(cells: PastedCell[]) {
  const records = new Map<string, Record<string, Value>>()
  for (const { record, field, value } of cells) records.set(record.id, { ...records.get(record.id), [field.key]: value })
  return [...records].map(([id, fields]) => ({ id, fields }))
}

function useTrial(object: ObjectDeclaration, cells: PastedCell[]) {
  const records = byRecord(cells.filter((cell) => cell.isRead))
  return useQuery({
    queryKey: ['trial', object.key, records],
    queryFn: () => outbox.tryEach(target(object), records),
    enabled: records.length > 0,
    staleTime: 0,
    gcTime: 0,
    retry: false,
  })
}

// Cells that were not understood here, and those the server refuses, each with its reason.
function refusalsOf(answer: BulkAnswer | undefined, cells: PastedCell[]): Map<string, string> {
  const refusals = new Map<string, string>()
  for (const failure of answer?.failed ?? []) {
    const named = failure.errors ?? []
    for (const cell of cells.filter((one) => one.record.id === failure.id)) {
      const about = named.find((error) => error.field === cell.field.key)
      if (about) refusals.set(nameOf(cell), about.message)
      else if (!named.some((error) => cells.some((one) => one.record.id === failure.id && one.field.key === error.field))) refusals.set(nameOf(cell), failure.message)
    }
  }
  for (const cell of cells) if (!cell.isRead) refusals.set(nameOf(cell), say('Valeur non comprise pour ce champ.', 'Not understood for this field.'))
  return refusals
}

function Notes({ paste, changed, left, problem }: { paste: Paste; changed: number; left: number; problem: Problem | null }) {
  const notes = [
    problem?.message,
    changed === 0 && say('Ces cellules contiennent déjà ces valeurs, ou ne se modifient pas.', 'These cells already hold these values, or cannot be changed.'),
    left > 0 && plural(left, { one: '# cellule sera laissée telle quelle.', other: '# cellules seront laissées telles quelles.' }, { one: '# cell will be left as it is.', other: '# cells will be left as they are.' }),
    paste.locked.length > 0 && say(`Ne se modifient pas ici : ${paste.locked.join(', ')}.`, `Not editable here: ${paste.locked.join(', ')}.`),
    paste.beyond > 0 && plural(paste.beyond, { one: '# ligne dépasse la fin de la liste.', other: '# lignes dépassent la fin de la liste.' }, { one: '# row falls beyond the list.', other: '# rows fall beyond the list.' }),
  ].filter((note): note is string => !!note)
  if (notes.length === 0) return null
  return (
    <Alert color="orange" variant="light" icon={<IconAlertTriangle size={18} />}>
      {notes.map((note) => (
        <Text key={note} size="sm">
          {note}
        </Text>
      ))}
    </Alert>
  )
}

const mostShown = 200

function Preview({ object, cells, refusals, titles }: { object: ObjectDeclaration; cells: PastedCell[]; refusals: Map<string, string>; titles: Titles }) {
  return (
    <div className={classes.scroll} tabIndex={0} role="region" aria-label={say('Aperçu', 'Preview')}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th>{label(object.label)}</th>
            <th>{say('Champ', 'Field')}</th>
            <th>{say('Avant', 'Before')}</th>
            <th aria-label={say('devient', 'becomes')} />
            <th>{say('Après', 'After')}</th>
          </tr>
        </thead>
        <tbody>
          {cells.slice(0, mostShown).map((cell, index) => {
            const refusal = refusals.get(nameOf(cell))
            const first = cells[index - 1]?.record !== cell.record
            return (
              <tr key={nameOf(cell)} data-first={first || undefined} data-refused={refusal ? true : undefined}>
                <td className={classes.name}>{first && titleOf(object, cell.record, titles)}</td>
                <td className={classes.field}>{label(cell.field.label)}</td>
                <td className={classes.before}>{words(cell.field, cell.record[cell.field.key], titles)}</td>
                <td>
                  <IconArrowRight size={14} className={classes.arrow} aria-hidden="true" />
                </td>
                <td className={classes.after}>
                  {cell.isRead ? words(cell.field, cell.value, titles) : cell.text}
                  {refusal && <span className={classes.refusal}>{refusal}</span>}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
      {cells.length > mostShown && (
        <p className={classes.more}>
          {plural(cells.length - mostShown, { one: 'et # autre cellule', other: 'et # autres cellules' }, { one: 'and # more cell', other: 'and # more cells' })}
        </p>
      )}
    </div>
  )
}

const words = (field: Field, value: Value, titles: Titles) => typeOf(field).say(value, field, titles) || '–'
