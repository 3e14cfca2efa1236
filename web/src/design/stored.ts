// What this device remembers. A full or forbidden storage costs the memory, never the screen.

export function readStored<Kept>(key: string): Kept | null {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null') as Kept | null
  } catch {
    return null
  }
}

export function writeStored(key: string, kept: unknown) {
  try {
    localStorage.setItem(key, JSON.stringify(kept))
  } catch {
    // Nothing depends on it.
  }
}
