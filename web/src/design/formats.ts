import { locale, say } from './language.ts'

// What a person reads: "23 nov. 2026", "1 234,50 €", "06 12 34 56 78".

const tag = () => (locale() === 'fr' ? 'fr-FR' : 'en-GB')

export function showNumber(value: number, digits = 6): string {
  return new Intl.NumberFormat(tag(), { maximumFractionDigits: digits }).format(value)
}

export function showPercent(value: number): string {
  return `${showNumber(value, 2)}\u00a0%`
}

export function showAmount(cents: number, currency = 'EUR'): string {
  return new Intl.NumberFormat(tag(), { style: 'currency', currency }).format(cents / 100)
}

// A sum at the head of a column: whole euros are enough.
export function showRoundAmount(cents: number, currency = 'EUR'): string {
  return new Intl.NumberFormat(tag(), { style: 'currency', currency, maximumFractionDigits: 0 }).format(cents / 100)
}

export function showDate(iso: string): string {
  const [year, month, day] = iso.split('-').map(Number)
  if (!year || !month || !day) return iso
  return longDate(new Date(year, month - 1, day))
}

export function showMoment(ms: number): string {
  const at = new Date(ms)
  const clock = new Intl.DateTimeFormat(tag(), { hour: '2-digit', minute: '2-digit' }).format(at)
  return `${longDate(at)}, ${clock}`
}

const longDate = (date: Date) =>
  new Intl.DateTimeFormat(tag(), { day: 'numeric', month: 'short', year: 'numeric' }).format(date)

// "il y a 3 min", "demain", then the date once it is more than a week away.
export function showWhen(ms: number, now = Date.now()): string {
  const minutes = Math.round((ms - now) / 60_000)
  const words = new Intl.RelativeTimeFormat(tag(), { numeric: 'auto', style: 'short' })
  if (Math.abs(minutes) < 1) return say('à l’instant', 'just now')
  if (Math.abs(minutes) < 60) return words.format(minutes, 'minute')
  const days = calendarDays(ms, now)
  if (days === 0) return words.format(Math.round(minutes / 60), 'hour')
  if (Math.abs(days) <= 7) return words.format(days, 'day')
  return longDate(new Date(ms))
}

// The same in a sentence: "Créé il y a 3 min", "Créé le 24 mai 2025".
export function showSince(ms: number, now = Date.now()): string {
  const isOld = Math.abs(calendarDays(ms, now)) > 7
  return isOld ? say(`le ${longDate(new Date(ms))}`, `on ${longDate(new Date(ms))}`) : showWhen(ms, now)
}

function calendarDays(ms: number, now: number): number {
  const midnight = (moment: number) => new Date(moment).setHours(0, 0, 0, 0)
  return Math.round((midnight(ms) - midnight(now)) / 86_400_000)
}

export function daysUntil(isoDate: string, now = Date.now()): number {
  const [year, month, day] = isoDate.split('-').map(Number)
  return calendarDays(new Date(year ?? 0, (month ?? 1) - 1, day ?? 1).getTime(), now)
}

export function isoDate(date: Date): string {
  const two = (part: number) => String(part).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}

// +33612345678 reads 06 12 34 56 78; numbers of other countries keep their prefix.
export function showPhone(phone: string): string {
  const french = /^\+33(\d)(\d{8})$/.exec(phone.replace(/[\s.-]/g, ''))
  if (!french) return phone
  return `0${french[1]}${(french[2] ?? '').replace(/(\d{2})/g, '\u00a0$1')}`
}

export function showDuration(minutes: number): string {
  const hours = Math.floor(minutes / 60)
  const rest = Math.round(minutes % 60)
  if (hours === 0) return `${rest}\u00a0min`
  return rest === 0 ? `${hours}\u00a0h` : `${hours}\u00a0h\u00a0${String(rest).padStart(2, '0')}`
}

export function showSize(bytes: number): string {
  const units = locale() === 'fr' ? ['o', 'ko', 'Mo', 'Go'] : ['B', 'kB', 'MB', 'GB']
  let size = bytes
  let unit = 0
  while (size >= 1000 && unit < units.length - 1) {
    size /= 1000
    unit += 1
  }
  return `${showNumber(size, size < 10 && unit > 0 ? 1 : 0)}\u00a0${units[unit]}`
}
