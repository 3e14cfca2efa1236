import type { Group } from '../api.ts'

// What stands at each line of a list: records alone, or under the heads of their groups.

export type Segment = { group: Group | null; count: number; isOpen: boolean }

export type Line = { kind: 'head'; segment: number } | { kind: 'record'; segment: number; index: number } | { kind: 'none' }

export type Lines = { count: number; at: (line: number) => Line; lineOf: (segment: number, index: number) => number }

export function linesOf(segments: Segment[]): Lines {
  const starts: number[] = []
  let count = 0
  for (const segment of segments) {
    starts.push(count)
    count += (segment.group ? 1 : 0) + (segment.isOpen ? segment.count : 0)
  }
  const headOf = (segment: number) => (segments[segment]?.group ? 1 : 0)
  return {
    count,
    at(line) {
      if (line < 0 || line >= count) return { kind: 'none' }
      const segment = lastAtOrBefore(starts, line)
      const index = line - (starts[segment] ?? 0) - headOf(segment)
      return index < 0 ? { kind: 'head', segment } : { kind: 'record', segment, index }
    },
    lineOf: (segment, index) => (starts[segment] ?? 0) + headOf(segment) + index,
  }
}

// The last segment that begins at or before the line; closed and empty ones begin where the next one does.
function lastAtOrBefore(starts: number[], line: number): number {
  let low = 0
  let high = starts.length - 1
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if ((starts[middle] ?? 0) <= line) low = middle
    else high = middle - 1
  }
  return low
}
