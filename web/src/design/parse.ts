// What a person types or pastes, understood the French way. Undefined means: not understood, let the server explain.

export function parseFrenchNumber(text: string): number | undefined {
  const compact = text.replace(/[\s\u00a0\u202f]/g, '').replace(/^[+]/, '').replace('−', '-')
  if (!/^-?[\d.,]+$/.test(compact)) return undefined
  const number = Number(withDecimalPoint(compact))
  return Number.isFinite(number) ? number : undefined
}

// "1.234,50" and "1,234.50" both: the last separator is the decimal one, unless it only groups thousands.
function withDecimalPoint(text: string): string {
  const comma = text.lastIndexOf(',')
  const point = text.lastIndexOf('.')
  if (comma >= 0 && point >= 0) {
    const grouping = comma > point ? /\./g : /,/g
    return text.replace(grouping, '').replace(',', '.')
  }
  if (comma >= 0) return text.indexOf(',') === comma ? text.replace(',', '.') : text.replace(/,/g, '')
  return text.indexOf('.') === point ? text : text.replace(/\./g, '')
}

export function parseFrenchAmount(text: string): number | undefined {
  const thousands = /k\s*€?\s*$/i.test(text)
  const number = parseFrenchNumber(text.replace(/(k\s*)?(€|eur|euros?)\s*$/i, '').replace(/k\s*$/i, ''))
  return number === undefined ? undefined : Math.round(number * (thousands ? 100_000 : 100))
}

export function parsePercent(text: string): number | undefined {
  return parseFrenchNumber(text.replace(/%\s*$/, ''))
}

// "1 h 30", "1h30", "90 min", "1,5 h", "90"
export function parseDuration(text: string): number | undefined {
  const clock = /^\s*(\d+)\s*h\s*(\d{1,2})?\s*(?:min)?\s*$/i.exec(text)
  if (clock) return Number(clock[1]) * 60 + Number(clock[2] ?? 0)
  const hours = /^(.*)h\s*$/i.exec(text)
  if (hours) {
    const number = parseFrenchNumber(hours[1] ?? '')
    return number === undefined ? undefined : Math.round(number * 60)
  }
  const minutes = parseFrenchNumber(text.replace(/(min|mn|minutes?)\s*$/i, ''))
  return minutes === undefined ? undefined : Math.round(minutes)
}

const months = ['janv', 'fevr', 'mars', 'avr', 'mai', 'juin', 'juil', 'aout', 'sept', 'oct', 'nov', 'dec']

// "23/11/2026", "23.11.26", "23 nov. 2026", "2026-11-23", "23/11", "demain" → "2026-11-23"
export function parseFrenchDate(text: string, today = new Date()): string | undefined {
  const plain = text.trim().toLowerCase().normalize('NFD').replace(/\p{M}/gu, '')
  const shift: Record<string, number> = { "aujourd'hui": 0, 'aujourd’hui': 0, today: 0, demain: 1, tomorrow: 1, hier: -1 }
  if (plain in shift) return dateOf(today.getFullYear(), today.getMonth() + 1, today.getDate() + (shift[plain] ?? 0))

  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(plain)
  if (iso) return realDate(Number(iso[1]), Number(iso[2]), Number(iso[3]))

  const numeric = /^(\d{1,2})[/.\s-](\d{1,2})(?:[/.\s-](\d{2}|\d{4}))?$/.exec(plain)
  if (numeric) return realDate(fullYear(numeric[3], today), Number(numeric[2]), Number(numeric[1]))

  const spelled = /^(\d{1,2})(?:er)?\s+([a-z]{3,})\.?(?:\s+(\d{2}|\d{4}))?$/.exec(plain)
  const month = spelled ? months.findIndex((name) => spelled[2]?.startsWith(name.slice(0, 4))) + 1 : 0
  return spelled && month > 0 ? realDate(fullYear(spelled[3], today), month, Number(spelled[1])) : undefined
}

function fullYear(text: string | undefined, today: Date): number {
  if (!text) return today.getFullYear()
  return text.length === 2 ? 2000 + Number(text) : Number(text)
}

function realDate(year: number, month: number, day: number): string | undefined {
  const date = new Date(year, month - 1, day)
  const same = date.getFullYear() === year && date.getMonth() === month - 1 && date.getDate() === day
  return same ? dateOf(year, month, day) : undefined
}

function dateOf(year: number, month: number, day: number): string {
  const date = new Date(year, month - 1, day)
  const two = (part: number) => String(part).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}

export function parseList(text: string): string[] {
  return text.split(/[,;\n]/).map((part) => part.trim()).filter(Boolean)
}
