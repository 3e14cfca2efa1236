import { ActionIcon, Button, Checkbox, Group, Modal, Select } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { get, problemFrom } from '../../changes/client.ts'
import { outbox } from '../../changes/outbox.ts'
import { known } from '../../changes/queries.ts'
import { attempt, told } from '../../changes/toasts.tsx'
import { Initials } from '../../design/Initials.tsx'
import { plural, say } from '../../design/language.ts'
import { Loading, Trouble } from '../../design/states.tsx'
import type { ObjectDeclaration, RecordsAnswer, StoredRecord } from '../api.ts'
import { useObject } from '../catalogue.ts'
import { titleOf } from '../titles.ts'
import classes from './AudienceDialog.module.css'

type Reason = 'owner' | 'role' | 'team' | 'shared' | 'opened'
type Audience = { people: { id: string; name: string; role: string; reason: Reason }[]; others: number }
type Share = { id: string; with: string; change: boolean }

// Who sees the record and why; whoever may change it may share it here.
export function AudienceDialog({ object, record, mayShare, close }: { object: ObjectDeclaration; record: StoredRecord; mayShare: boolean; close: () => void }) {
  const at = `/${object.path}/${record.id}`
  const audience = useQuery({ queryKey: ['audience', record.id], queryFn: ({ signal }) => get<Audience>(`${at}/audience`, signal), staleTime: 0 })
  const shares = useQuery({ queryKey: ['audience', record.id, 'shares'], queryFn: ({ signal }) => get<{ shares: Share[] }>(`${at}/shares`, signal).then((answer) => answer.shares), staleTime: 0 })
  const again = () => known.invalidateQueries({ queryKey: ['audience', record.id] })
  return (
    <Modal opened onClose={close} title={say('Qui voit cette fiche ?', 'Who sees this record?')} size={520}>
      {audience.isPending && <Loading rows={4} />}
      {audience.error && <Trouble problem={problemFrom(audience.error)} retry={() => void audience.refetch()} />}
      {audience.data && (
        <>
          <ul className={classes.people}>
            {audience.data.people.map((one) => (
              <li key={one.id} className={classes.person}>
                <Initials name={one.name} size={28} />
                <span className={classes.name}>{one.name}</span>
                <span className={classes.reason}>{reasonWords(one.reason)}</span>
                {mayShare && <Unshare at={at} share={shares.data?.find((share) => share.with === one.id)} again={again} />}
              </li>
            ))}
          </ul>
          {audience.data.others > 0 && (
            <p className={classes.others}>
              {plural(audience.data.others, { one: '# collègue ne la voit pas.', other: '# collègues ne la voient pas.' }, { one: '# colleague does not see it.', other: '# colleagues do not see it.' })}
            </p>
          )}
        </>
      )}
      {mayShare && <ShareForm at={at} again={again} />}
    </Modal>
  )
}

function reasonWords(reason: Reason): string {
  const words: Record<Reason, string> = {
    owner: say('responsable de la fiche', 'owner'),
    role: say('son rôle les voit toutes', 'by role'),
    team: say('même équipe que le responsable', 'in the owner’s team'),
    shared: say('la fiche est partagée', 'shared'),
    opened: say('ouverte par son auteur', 'opened by its author'),
  }
  return words[reason]
}

function Unshare({ at, share, again }: { at: string; share: Share | undefined; again: () => Promise<void> }) {
  if (!share) return null
  const words = say('Ne plus partager', 'Stop sharing')
  return (
    <ActionIcon variant="subtle" color="gray" size="sm" aria-label={words} onClick={() => void attempt(() => outbox.send('DELETE', `${at}/shares/${share.id}`).then(again))}>
      <IconX size={14} />
    </ActionIcon>
  )
}

function ShareForm({ at, again }: { at: string; again: () => Promise<void> }) {
  const [chosen, choose] = useState<string | null>(null)
  const [mayChange, setMayChange] = useState(false)
  const colleagues = useNamed('user')
  const teams = useNamed('team')
  const share = async () => {
    const [kind, id] = (chosen ?? '').split('/')
    if (!kind || !id) return
    await outbox.send('POST', `${at}/shares`, { [kind]: id, change: mayChange })
    told(say('Fiche partagée.', 'Record shared.'))
    choose(null)
    await again()
  }
  return (
    <div className={classes.share}>
      <Select
        label={say('Partager avec', 'Share with')}
        placeholder={say('Un collègue ou une équipe', 'A colleague or a team')}
        searchable
        value={chosen}
        onChange={choose}
        nothingFoundMessage={say('Aucun résultat', 'Nothing found')}
        data={[
          { group: say('Collègues', 'Colleagues'), items: colleagues },
          { group: say('Équipes', 'Teams'), items: teams },
        ].filter((group) => group.items.length > 0)}
      />
      <Group justify="space-between">
        <Checkbox label={say('Peut aussi la modifier', 'May also change it')} checked={mayChange} onChange={(change) => setMayChange(change.currentTarget.checked)} />
        <Button size="xs" disabled={!chosen} onClick={() => void attempt(share)}>
          {say('Partager', 'Share')}
        </Button>
      </Group>
    </div>
  )
}

function useNamed(key: string): { value: string; label: string }[] {
  const object = useObject(key)
  const { data } = useQuery({
    queryKey: ['records', key, 'named'],
    queryFn: ({ signal }) => get<RecordsAnswer>(`/${object?.path}?limit=200&sort=name`, signal),
    enabled: object !== undefined,
  })
  return (object && data?.records.map((record) => ({ value: `${key}/${record.id}`, label: titleOf(object, record) }))) ?? []
}
