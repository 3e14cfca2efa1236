import type { Field } from './api.ts'
import type { FieldType } from './fieldType.tsx'
import { address } from './types/address.tsx'
import { choice } from './types/choice.tsx'
import { choices } from './types/choices.tsx'
import { date } from './types/date.tsx'
import { decimal } from './types/decimal.tsx'
import { document } from './types/document.tsx'
import { duration } from './types/duration.tsx'
import { email } from './types/email.tsx'
import { file } from './types/file.tsx'
import { iban } from './types/iban.tsx'
import { link } from './types/link.tsx'
import { links } from './types/links.tsx'
import { longText } from './types/longText.tsx'
import { moment } from './types/moment.tsx'
import { money } from './types/money.tsx'
import { number } from './types/number.tsx'
import { percent } from './types/percent.tsx'
import { phone } from './types/phone.tsx'
import { siren } from './types/siren.tsx'
import { siret } from './types/siret.tsx'
import { tags } from './types/tags.tsx'
import { text } from './types/text.tsx'
import { vatNumber } from './types/vatNumber.tsx'
import { webAddress } from './types/webAddress.tsx'
import { yesNo } from './types/yesNo.tsx'

export const fieldTypes: FieldType[] = [
  text, longText, number, decimal, money, percent, date, moment, duration, choice, choices, tags, yesNo, link, links,
  file, email, phone, webAddress, address, siren, siret, vatNumber, iban, document,
]

const byName = new Map(fieldTypes.map((type) => [type.name, type]))

// A type this version does not know is shown as text rather than breaking the screen.
export function typeOf(field: Pick<Field, 'type'>): FieldType {
  return byName.get(field.type) ?? text
}
