import type { BulkAnswer, RecordId, StoredRecord, UndoAnswer, Value, WriteAnswer } from '../objects/api.ts'
import type { Filter } from '../objects/filter.ts'
import { Problem, request, type Complaint, type Sending } from './client.ts'
import { connection } from './connection.ts'
import { newId } from './ids.ts'
import { forgetRecords } from './queries.ts'

// Every write of the app passes here. Each carries a key of its own, so that it may be sent again after a silence
// without ever being done twice.

export type Target = { object: string; path: string }

export type Fields = Record<string, Value>

export const outbox = {
  create: (target: Target, fields: Fields) =>
    deliver<WriteAnswer>(target, 'POST', `/${target.path}`, { body: { id: newId(), ...fields } }),

  change: (target: Target, record: Pick<StoredRecord, 'id' | 'revision'>, fields: Fields) =>
    deliver<WriteAnswer>(target, 'PATCH', `/${target.path}/${record.id}`, { body: fields, ifMatch: record.revision }),

  remove: (target: Target, id: RecordId) =>
    deliver<WriteAnswer | undefined>(target, 'DELETE', `/${target.path}/${id}`, {}),

  restore: (target: Target, id: RecordId) =>
    deliver<WriteAnswer>(target, 'POST', `/${target.path}/${id}/restore`, { body: {} }),

  act: (target: Target, id: RecordId, action: string, inputs: Fields = {}) =>
    deliver<WriteAnswer>(null, 'POST', `/${target.path}/${id}/${action}`, { body: inputs }),

  // Without a choice the inputs name the records themselves.
  bulk: (target: Target, action: string, chosen: { ids: RecordId[] } | { filter: Filter } | null, inputs: Fields = {}) =>
    deliver<BulkAnswer>(null, 'POST', `/${target.path}/bulk/${action}`, { body: { ...chosen, inputs } }),

  // What the server would complain of in a form; nothing is written.
  check: (target: Target, fields: Fields) => deliver<{ errors: Complaint[] }>(undefined, 'POST', `/${target.path}/check`, { body: fields }),

  // What the server would say to these values; nothing is written.
  tryEach: (target: Target, records: { id: RecordId; fields: Fields }[]) =>
    deliver<BulkAnswer>(undefined, 'POST', `/${target.path}/bulk/change_each`, { body: { trial: true, inputs: { records } } }),

  undo: (commit: number) => deliver<UndoAnswer>(null, 'POST', `/commits/${commit}/undo`, { body: {} }),

  undoMany: (commits: number[]) => deliver<UndoAnswer>(null, 'POST', '/commits/undo', { body: { commits } }),

  // What is not a record: settings, keys, imports, one's own account.
  send: <Answer>(method: 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: unknown) =>
    deliver<Answer>(undefined, method, path, body === undefined ? (method === 'DELETE' ? {} : { body: {} }) : { body }),

  upload: <Answer>(path: string, file: Blob) => deliver<Answer>(undefined, 'POST', path, { file }),
}

const patience = [400, 1500, 4000]

// A target names what to refresh afterwards; null refreshes every list, because an action may touch several objects.
async function deliver<Answer>(
  target: Target | null | undefined,
  method: 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  sending: Sending,
): Promise<Answer> {
  const idempotencyKey = newId()
  const way = connection.leaves()
  try {
    for (let attempt = 0; ; attempt += 1) {
      try {
        const answer = await request<Answer>(method, path, { ...sending, idempotencyKey })
        if (target !== undefined) void forgetRecords(target?.object)
        return answer
      } catch (failure) {
        const wait = patience[attempt]
        if (!(failure instanceof Problem && failure.isSilence) || wait === undefined) throw failure
        way.isSilent()
        await new Promise((resume) => setTimeout(resume, wait))
      }
    }
  } finally {
    way.ends()
  }
}
