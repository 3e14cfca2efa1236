import { useLocation, useSearchParams } from 'wouter'
import { Icon } from '../design/Icon.tsx'
import { label, say } from '../design/language.ts'
import { Screen } from '../design/Screen.tsx'
import type { ObjectDeclaration } from './api.ts'
import classes from './NewScreen.module.css'
import { RecordForm } from './RecordForm.tsx'

// A new record; what the address gives (the company it was asked from) is filled in already.
export function NewScreen({ object }: { object: ObjectDeclaration }) {
  const [, go] = useLocation()
  const [params] = useSearchParams()
  const start = Object.fromEntries([...params].filter(([key]) => object.fields.some((field) => field.key === key)))
  return (
    <Screen title={say(`Créer : ${label(object.label).toLowerCase()}`, `New ${label(object.label).toLowerCase()}`)} icon={<Icon name={object.icon} object={object.key} size={20} />} scroll>
      <div className={classes.sheet}>
        <RecordForm
          object={object}
          start={start}
          onCreated={(record) => go(`/${object.path}/${record.id}`, { replace: true })}
          onCancel={() => (window.history.length > 1 ? window.history.back() : go(`/${object.path}`))}
        />
      </div>
    </Screen>
  )
}
