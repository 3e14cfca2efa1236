import { Button, Chip, CloseButton, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import { problemFrom } from '../../changes/client.ts'
import { label, say } from '../../design/language.ts'
import { Loading, Trouble } from '../../design/states.tsx'
import type { ObjectDeclaration, RecordId, Titles } from '../api.ts'
import { ChangeEntry } from './ChangeEntry.tsx'
import { grouped } from './groups.ts'
import { RecordEntry } from './RecordEntry.tsx'
import classes from './Timeline.module.css'
import { useTimeline, useToldObjects, type Entry } from './timeline.ts'

// The whole story of a record: what was noted, planned and written about it, and what became of its fields.
export function Timeline({ object, id }: { object: ObjectDeclaration; id: RecordId }) {
  const told = useToldObjects(object)
  const [kinds, setKinds] = useState<string[]>([])
  const [typed, setTyped] = useState('')
  const [words] = useDebouncedValue(typed.trim(), 200)
  const timeline = useTimeline(object, id, { kinds, words })
  const isNarrowed = kinds.length > 0 || words !== ''
  return (
    <section aria-label={say('Activité', 'Activity')}>
      <div className={classes.tools}>
        {told.length > 0 && <Kinds told={told} kinds={kinds} choose={setKinds} />}
        <TextInput
          size="xs"
          className={classes.search}
          data-used={typed !== '' || undefined}
          aria-label={say('Rechercher dans l’activité', 'Search the activity')}
          placeholder={say('Rechercher…', 'Search…')}
          leftSection={<IconSearch size={14} />}
          rightSection={typed && <CloseButton size="xs" onClick={() => setTyped('')} aria-label={say('Effacer', 'Clear')} />}
          value={typed}
          onChange={(change) => setTyped(change.currentTarget.value)}
        />
      </div>
      {timeline.isPending && <Loading rows={5} />}
      {timeline.error && <Trouble problem={problemFrom(timeline.error)} retry={() => void timeline.refetch()} />}
      {timeline.data && (
        <Entries
          object={object}
          entries={timeline.data.pages.flatMap((page) => page.entries)}
          titles={Object.assign({}, ...timeline.data.pages.map((page) => page.titles ?? {})) as Titles}
          isNarrowed={isNarrowed}
          now={timeline.dataUpdatedAt}
        />
      )}
      {timeline.hasNextPage && (
        <Button variant="subtle" loading={timeline.isFetchingNextPage} onClick={() => void timeline.fetchNextPage()}>
          {say('Voir plus ancien', 'Show older')}
        </Button>
      )}
    </section>
  )
}

function Kinds({ told, kinds, choose }: { told: ObjectDeclaration[]; kinds: string[]; choose: (kinds: string[]) => void }) {
  const all = [...told.map((object) => ({ key: object.key, words: label(object.plural) })), { key: 'change', words: say('Modifications', 'Changes') }]
  return (
    <Chip.Group multiple value={kinds} onChange={choose}>
      <div className={classes.kinds} role="group" aria-label={say('Ce qui est montré', 'What is shown')}>
        {all.map((kind) => (
          <Chip key={kind.key} value={kind.key} size="xs" variant="light">
            {kind.words}
          </Chip>
        ))}
      </div>
    </Chip.Group>
  )
}

type EntriesProps = { object: ObjectDeclaration; entries: Entry[]; titles: Titles; isNarrowed: boolean; now: number }

function Entries({ object, entries, titles, isNarrowed, now }: EntriesProps) {
  if (entries.length === 0) {
    return <p className={classes.nothing}>{isNarrowed ? say('Rien ne correspond.', 'Nothing matches.') : say('Rien n’est encore arrivé.', 'Nothing has happened yet.')}</p>
  }
  return grouped(entries, now).map((group) => (
    <section key={group.name} className={classes.group}>
      <h3 className={classes.month}>{group.name}</h3>
      <ol className={classes.story}>
        {group.entries.map((entry) =>
          entry.record ? (
            <RecordEntry key={entry.record.id} kind={entry.kind} record={entry.record} actions={entry.actions ?? []} at={entry.at} titles={titles} now={now} />
          ) : (
            <ChangeEntry key={entry.changes?.[0]?.position ?? entry.at} object={object} changes={entry.changes ?? []} titles={titles} />
          ),
        )}
      </ol>
    </section>
  ))
}
