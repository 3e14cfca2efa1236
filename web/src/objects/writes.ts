import { get, Problem } from '../changes/client.ts'
import { conflicts } from '../changes/conflicts.ts'
import { outbox, type Fields } from '../changes/outbox.ts'
import { known } from '../changes/queries.ts'
import { told } from '../changes/toasts.tsx'
import { label, say } from '../design/language.ts'
import type {
  Action, HistoryAnswer, ObjectDeclaration, RecordAnswer, RecordId, StoredRecord, UndoAnswer, WriteAnswer,
} from './api.ts'
import { recordQuery } from './records.ts'
import { titleOf } from './titles.ts'

// What a person can do to records, each told in a sentence with the way back. A refusal is thrown to the caller.

export async function createRecord(object: ObjectDeclaration, fields: Fields): Promise<StoredRecord | undefined> {
  const answer = await outbox.create(target(object), fields)
  const { record } = answer
  if (record) told(say(`Créé : ${titleOf(object, record)}`, `Created: ${titleOf(object, record)}`), () => remove(object, record.id))
  return record
}

// Without a word: in a list the cell itself shows that it was written.
export async function changeQuietly(object: ObjectDeclaration, record: StoredRecord, fields: Fields): Promise<WriteAnswer | null> {
  const answer = await changeOrAsk(object, record, fields)
  if (answer) keep(object, answer)
  return answer
}

export async function changeRecord(object: ObjectDeclaration, record: StoredRecord, fields: Fields): Promise<void> {
  const answer = await changeQuietly(object, record, fields)
  if (answer) told(say('Enregistré.', 'Saved.'), undoOf(object, record.id, answer))
}

export async function deleteRecord(object: ObjectDeclaration, id: RecordId): Promise<void> {
  await outbox.remove(target(object), id)
  told(say('Mis à la corbeille.', 'Moved to the bin.'), async () => void (await outbox.restore(target(object), id)))
}

export async function restoreRecord(object: ObjectDeclaration, id: RecordId): Promise<void> {
  await outbox.restore(target(object), id)
  told(say('Restauré.', 'Restored.'))
}

export async function act(object: ObjectDeclaration, id: RecordId, action: Action, inputs: Fields): Promise<WriteAnswer> {
  const answer = await outbox.act(target(object), id, action.key, inputs)
  told(say(`${label(action.label)} : c’est fait.`, `${label(action.label)}: done.`), undoOf(object, id, answer))
  return answer
}

export const target = (object: ObjectDeclaration) => ({ object: object.key, path: object.path })

// The server refused because the record moved on. When others changed other fields, one's own still go through.
async function changeOrAsk(object: ObjectDeclaration, record: StoredRecord, fields: Fields): Promise<WriteAnswer | null> {
  try {
    return await outbox.change(target(object), record, fields)
  } catch (failure) {
    if (!(failure instanceof Problem && failure.status === 412)) throw failure
    const now = await get<RecordAnswer>(`/${object.path}/${record.id}`)
    const disputed = Object.keys(fields).filter((key) => !same(now.record[key], record[key]) && !same(now.record[key], fields[key]))
    const kept =
      disputed.length === 0
        ? fields
        : await conflicts.ask({ object, theirs: now.record, mine: fields, titles: now.titles ?? {}, fields: disputed })
    if (kept && Object.keys(kept).length > 0) return outbox.change(target(object), now.record, kept)
    void known.invalidateQueries({ queryKey: ['records', object.key] })
    return null
  }
}

export const same = (left: unknown, right: unknown) => JSON.stringify(left ?? null) === JSON.stringify(right ?? null)

function keep(object: ObjectDeclaration, { record, titles }: WriteAnswer) {
  if (!record) return
  known.setQueryData(recordQuery(object, record.id).queryKey, (before) =>
    before ? { ...before, record: { ...before.record, ...record }, titles: { ...before.titles, ...titles } } : before,
  )
}

function undoOf(object: ObjectDeclaration, id: RecordId, answer: WriteAnswer): () => Promise<UndoAnswer> {
  return async () => outbox.undo(answer.commit ?? (await lastCommit(object, id)))
}

async function lastCommit(object: ObjectDeclaration, id: RecordId): Promise<number> {
  const { changes } = await get<HistoryAnswer>(`/${object.path}/${id}/history`)
  return Math.max(...changes.map((change) => change.commit))
}

async function remove(object: ObjectDeclaration, id: RecordId): Promise<void> {
  await outbox.remove(target(object), id)
}
