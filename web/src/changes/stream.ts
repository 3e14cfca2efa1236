import { root } from './client.ts'
import { forgetRecords } from './queries.ts'

// Follows the live stream: what someone else changes appears here without a reload. Changes come in bursts (an import),
// so what they touch is gathered for a moment and refreshed once.
export function followChanges(): () => void {
  const stream = new EventSource(`${root}/stream`)
  const touched = new Set<string>()
  let gathering: ReturnType<typeof setTimeout> | undefined

  stream.addEventListener('change', (message) => {
    const change = JSON.parse(String(message.data)) as { object: string }
    touched.add(change.object)
    gathering ??= setTimeout(() => {
      gathering = undefined
      for (const object of touched) void forgetRecords(object)
      touched.clear()
    }, 400)
  })

  return () => {
    clearTimeout(gathering)
    stream.close()
  }
}
