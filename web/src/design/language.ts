// French first, English second. A sentence stands where it is used, in both languages: say('Enregistrer', 'Save').
// The chosen language never changes under a mounted screen: the shell is mounted anew when it does.

export type Locale = 'fr' | 'en'
export type Words = { fr: string; en?: string }

const stored = 'elan-locale'
let current: Locale = localStorage.getItem(stored) === 'en' ? 'en' : 'fr'

export function locale(): Locale {
  return current
}

export function chooseLocale(chosen: string) {
  current = chosen.startsWith('en') ? 'en' : 'fr'
  localStorage.setItem(stored, current)
  document.documentElement.lang = current
}

export function say(fr: string, en: string): string {
  return current === 'fr' ? typeset(fr) : en
}

// What the server declares in both languages: labels, options, hints.
export function label(words: Words | null | undefined): string {
  if (!words) return ''
  return current === 'fr' ? typeset(words.fr) : (words.en ?? words.fr)
}

type Forms = { one: string; many?: string; other: string }

// French says "0 piste, 1 piste, 2 pistes, 1 000 000 de pistes": the "many" form is for round millions.
export function plural(count: number, fr: Forms, en: Forms): string {
  const forms = current === 'fr' ? fr : en
  const form = new Intl.PluralRules(current).select(count)
  const text = (form === 'one' ? forms.one : form === 'many' ? forms.many : undefined) ?? forms.other
  const filled = text.replace('#', new Intl.NumberFormat(current).format(count))
  return current === 'fr' ? typeset(filled) : filled
}

// French typography: real apostrophes, narrow no-break space before ; ! ? and inside « », no-break space before a colon.
export function typeset(text: string): string {
  return text
    .replace(/(\p{L})'/gu, '$1’')
    .replace(/ ([;!?»])/g, '\u202f$1')
    .replace(/ :/g, '\u00a0:')
    .replace(/« /g, '«\u202f')
}
