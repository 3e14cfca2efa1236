import { QuietAnchor } from '../../design/QuietAnchor.tsx'
import { defineFieldType, readText } from '../fieldType.tsx'
import { PlainInput } from '../inputs.tsx'
import { textOperators } from '../operators.ts'

const short = (address: string) => address.replace(/^https?:\/\/(www\.)?/, '').replace(/\/$/, '')

// Only an address of the web becomes a link: a stored "javascript:" must stay harmless text.
const target = (address: string) => (/^https?:\/\//i.test(address) ? address : /^[\w.-]+\.\w+/.test(address) ? `https://${address}` : null)

export const webAddress = defineFieldType<string>({
  name: 'web_address',
  read: readText,
  Show: ({ value, dense }) => {
    const href = target(value)
    if (!href) return <>{value}</>
    return (
      <QuietAnchor quiet={dense} href={href} target="_blank" rel="noreferrer noopener">
        {short(value)}
      </QuietAnchor>
    )
  },
  Edit: (edit) => <PlainInput edit={edit} inputMode="url" placeholder="exemple.fr" spellCheck={false} />,
  filters: textOperators,
  parse: (typed) => typed.trim(),
  say: short,
  width: 190,
})
