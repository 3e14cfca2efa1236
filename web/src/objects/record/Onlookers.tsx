import { Tooltip } from '@mantine/core'
import { Initials } from '../../design/Initials.tsx'
import { say } from '../../design/language.ts'
import type { ObjectDeclaration, RecordId } from '../api.ts'
import classes from './Onlookers.module.css'
import { useOnlookers } from './presence.ts'

// The colleagues who have the same record open.
export function Onlookers({ object, id }: { object: ObjectDeclaration; id: RecordId }) {
  const people = useOnlookers(object, id)
  if (people.length === 0) return null
  const names = people.map((one) => one.name).join(', ')
  const words = people.length === 1 ? say(`${names} consulte aussi cette fiche`, `${names} is here too`) : say(`${names} consultent aussi cette fiche`, `${names} are here too`)
  return (
    <Tooltip label={words}>
      <span className={classes.onlookers} role="img" aria-label={words}>
        {people.slice(0, 3).map((one) => (
          <Initials key={one.id} name={one.name} size={26} />
        ))}
      </span>
    </Tooltip>
  )
}
