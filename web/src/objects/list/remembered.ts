// At which line each list was left, for as long as the app is open.
const left = new Map<string, number>()

export const remember = (address: string, line: number) => void left.set(address, line)

// Asked once: a list that is opened anew begins at its top.
export function recalled(address: string): number | null {
  const line = left.get(address) ?? null
  left.delete(address)
  return line
}

// What was selected there.
const selected = new Map<string, ReadonlySet<string>>()

export const rememberSelection = (address: string, ids: ReadonlySet<string>) => void selected.set(address, ids)

export function recalledSelection(address: string): ReadonlySet<string> | null {
  const ids = selected.get(address) ?? null
  selected.delete(address)
  return ids
}
