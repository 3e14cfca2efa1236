import dayjs from 'dayjs'
import { say } from '../../design/language.ts'

// The public holidays of France (Code du travail, article L. 3133-1), by ISO date.
export function publicHolidays(year: number): Map<string, string> {
  const easter = easterSunday(year)
  const after = (days: number) => easter.add(days, 'day').format('YYYY-MM-DD')
  return new Map([
    [`${year}-01-01`, say('Jour de l’an', 'New Year’s Day')],
    [after(1), say('Lundi de Pâques', 'Easter Monday')],
    [`${year}-05-01`, say('Fête du Travail', 'Labour Day')],
    [`${year}-05-08`, say('Victoire 1945', 'Victory Day')],
    [after(39), say('Ascension', 'Ascension Day')],
    [after(50), say('Lundi de Pentecôte', 'Whit Monday')],
    [`${year}-07-14`, say('Fête nationale', 'Bastille Day')],
    [`${year}-08-15`, say('Assomption', 'Assumption Day')],
    [`${year}-11-01`, say('Toussaint', 'All Saints’ Day')],
    [`${year}-11-11`, say('Armistice 1918', 'Armistice Day')],
    [`${year}-12-25`, say('Noël', 'Christmas Day')],
  ])
}

// Meeus, Astronomical Algorithms, chapter 8: Gregorian Easter.
function easterSunday(year: number) {
  const a = year % 19
  const [b, c] = [Math.floor(year / 100), year % 100]
  const [d, e] = [Math.floor(b / 4), b % 4]
  const g = Math.floor((8 * b + 13) / 25)
  const h = (19 * a + b - d - g + 15) % 30
  const [i, k] = [Math.floor(c / 4), c % 4]
  const l = (32 + 2 * e + 2 * i - h - k) % 7
  const m = Math.floor((a + 11 * h + 22 * l) / 451)
  const n = h + l - 7 * m + 114
  return dayjs(new Date(year, Math.floor(n / 31) - 1, (n % 31) + 1))
}
