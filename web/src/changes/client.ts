// The one place that speaks HTTP. Screens read through hooks and write through the outbox.

export type Complaint = { field?: string; message: string }

// A refusal in the server's own words.
export class Problem extends Error {
  readonly status: number
  readonly code: string
  readonly complaints: Complaint[]
  readonly retryAfter: number | null

  constructor(status: number, code: string, title: string, complaints: Complaint[] = [], retryAfter: number | null = null) {
    super(title)
    this.status = status
    this.code = code
    this.complaints = complaints
    this.retryAfter = retryAfter
  }

  // No answer at all: the network or the server is away, the request may be sent again.
  get isSilence() {
    return this.status === 0
  }
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

export type Sending = {
  body?: unknown
  file?: Blob
  ifMatch?: string | number
  idempotencyKey?: string
  signal?: AbortSignal
}

export const root = '/api/v1'

export async function request<Answer>(method: Method, path: string, sending: Sending = {}): Promise<Answer> {
  const response = await fetch(root + path, {
    method,
    headers: headersOf(method, sending),
    body: sending.file ?? (sending.body === undefined ? null : JSON.stringify(sending.body)),
    signal: sending.signal ?? null,
    credentials: 'same-origin',
  }).catch((failure: unknown) => {
    if (sending.signal?.aborted) throw failure
    throw new Problem(0, 'unreachable', 'Le serveur ne répond pas. Vérifiez votre connexion.')
  })
  if (!response.ok) throw await problemOf(response)
  if (response.status === 204) return undefined as Answer
  const text = await response.text()
  return (text ? JSON.parse(text) : undefined) as Answer
}

export const get = <Answer>(path: string, signal?: AbortSignal) => request<Answer>('GET', path, signal ? { signal } : {})

function headersOf(method: Method, sending: Sending): Record<string, string> {
  const headers: Record<string, string> = { Accept: 'application/json' }
  if (method === 'GET') return headers
  headers['X-Elan-Request'] = '1'
  headers['Content-Type'] = sending.file ? 'application/octet-stream' : 'application/json'
  if (sending.ifMatch !== undefined) headers['If-Match'] = `"${sending.ifMatch}"`
  if (sending.idempotencyKey) headers['Idempotency-Key'] = sending.idempotencyKey
  return headers
}

type WireProblem = { title?: string; detail?: string; code?: string; errors?: Complaint[] }

async function problemOf(response: Response): Promise<Problem> {
  const said = await response.json().then((body: WireProblem) => body, () => ({}) as WireProblem)
  const title = said.detail ?? said.title ?? 'Une erreur inattendue est survenue. Réessayez dans un instant.'
  const wait = Number(response.headers.get('Retry-After'))
  return new Problem(response.status, said.code ?? 'failed', title, said.errors ?? [], wait > 0 ? wait : null)
}

export function problemFrom(failure: unknown): Problem {
  if (failure instanceof Problem) return failure
  return new Problem(0, 'failed', failure instanceof Error ? failure.message : String(failure))
}
