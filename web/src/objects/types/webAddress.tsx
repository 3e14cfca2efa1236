import { Anchor } from '@mantine/core'
import { defineFieldType, readText } from '../fieldType.tsx'
import { PlainInput } from '../inputs.tsx'
import { textOperators } from '../operators.ts'

const short = (address: string) => address.replace(/^https?:\/\/(www\.)?/, '').replace(/\/$/, '')

// Only an address of the web becomes a link: a stored "javascript:" must stay harmless text.
const target = (address: string) => (/^https?:\/\//i.test(address) ? address : /^[\w.-]+\.\w+/.test(address) ? `https://${address}` : null)

export const webAddress = defineFieldType<string>({
  name: 'web_address',
  read: readText,
  Show: ({ value }) => {
    const href = target(value)
    if (!href) return <>{value}</>
    return (
      <Anchor href={href} target="_blank" rel="noreferrer noopener" inherit onClick={(click) => click.stopPropagation()}>
        {short(value)}
      </Anchor>
    )
  },
  Edit: (edit) => <PlainInput edit={edit} inputMode="url" placeholder="exemple.fr" spellCheck={false} />,
  filters: textOperators,
  parse: (typed) => typed.trim(),
  say: short,
  width: 190,
})
