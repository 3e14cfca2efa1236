import { ActionIcon, CloseButton } from '@mantine/core'
import { IconArrowsDiagonal } from '@tabler/icons-react'
import { Link } from 'wouter'
import { problemFrom } from '../../changes/client.ts'
import { Icon } from '../../design/Icon.tsx'
import { label, say } from '../../design/language.ts'
import { Loading, Trouble } from '../../design/states.tsx'
import { ActionButtons } from '../ActionButtons.tsx'
import type { ObjectDeclaration, RecordId } from '../api.ts'
import type { Composition } from '../compositions.ts'
import { useRecord } from '../records.ts'
import { titleOf } from '../titles.ts'
import classes from './RecordPanel.module.css'
import { RecordTabs } from './RecordTabs.tsx'

type Props = { object: ObjectDeclaration; id: RecordId; compositions: Composition[]; close: () => void }

// A record beside the list it stands in.
export function RecordPanel({ object, id, compositions, close }: Props) {
  const { data, error, isPending, refetch } = useRecord(object, id)
  const title = data ? titleOf(object, data.record, data.titles) : label(object.label)
  return (
    <aside className={classes.panel} aria-label={title}>
      <header className={classes.head}>
        <Icon name={object.icon} object={object.key} size={18} />
        <h2 className={classes.title}>{title}</h2>
        <ActionIcon component={Link} href={`/${object.path}/${id}`} variant="subtle" color="gray" aria-label={say('Ouvrir la fiche', 'Open the record')}>
          <IconArrowsDiagonal size={17} />
        </ActionIcon>
        <CloseButton onClick={close} aria-label={say('Fermer l’aperçu', 'Close the preview')} />
      </header>
      {isPending && <Loading rows={8} />}
      {error && <Trouble problem={problemFrom(error)} retry={() => void refetch()} />}
      {data && (
        <>
          <div className={classes.actions}>
            <ActionButtons object={object} answer={data} onDeleted={close} />
          </div>
          <RecordTabs object={object} answer={data} compositions={compositions} />
        </>
      )}
    </aside>
  )
}
