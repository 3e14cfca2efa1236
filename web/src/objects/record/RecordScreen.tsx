import { ActionIcon, Anchor, Tooltip, useMatches } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { IconChevronDown, IconChevronLeft, IconChevronUp, IconEye } from '@tabler/icons-react'
import { lazy, Suspense, useEffect, useState } from 'react'
import { Link, useLocation } from 'wouter'
import { problemFrom } from '../../changes/client.ts'
import { showNumber } from '../../design/formats.ts'
import { Icon } from '../../design/Icon.tsx'
import { label, say } from '../../design/language.ts'
import { Screen } from '../../design/Screen.tsx'
import { Loading, Trouble } from '../../design/states.tsx'
import { ActionButtons } from '../ActionButtons.tsx'
import type { ObjectDeclaration, RecordAnswer } from '../api.ts'
import type { Composition } from '../compositions.ts'
import { noteRecent } from '../recent.ts'
import { useRecord } from '../records.ts'
import { Timeline } from '../timeline/Timeline.tsx'
import { titleOf } from '../titles.ts'
import { useTrail, type Steps } from '../trail.ts'
import { Composer } from './Composer.tsx'
import { Facts } from './Facts.tsx'
import { Onlookers } from './Onlookers.tsx'
import classes from './RecordScreen.module.css'
import { RecordTabs } from './RecordTabs.tsx'
import { RelatedLists } from './RelatedLists.tsx'

const AudienceDialog = lazy(() => import('./AudienceDialog.tsx').then((file) => ({ default: file.AudienceDialog })))

type Props = { object: ObjectDeclaration; id: string; compositions: Composition[] }

// One record: what it is, what can be done, what happened and what belongs to it.
export function RecordScreen({ object, id, compositions }: Props) {
  const { data, error, isPending, refetch } = useRecord(object, id)
  if (isPending) return <Screen title={label(object.label)} icon={<Back object={object} href={`/${object.path}`} />}><Loading /></Screen>
  if (!data) return <Screen title={label(object.label)} icon={<Back object={object} href={`/${object.path}`} />}><Trouble problem={problemFrom(error)} retry={() => void refetch()} /></Screen>
  return <Loaded object={object} answer={data} compositions={compositions} />
}

function Loaded({ object, answer, compositions }: { object: ObjectDeclaration; answer: RecordAnswer; compositions: Composition[] }) {
  const [, go] = useLocation()
  const { record, titles = {} } = answer
  const { href, steps } = useTrail(object)
  const isNarrow = useMatches({ base: true, md: false })
  const title = titleOf(object, record, titles)
  useEffect(() => noteRecent({ object: object.key, id: record.id, title }), [object.key, record.id, title])
  useHotkeys([
    ['j', () => steps?.next?.()],
    ['k', () => steps?.previous?.()],
  ])
  return (
    <Screen
      title={title}
      longTitle
      icon={<Back object={object} href={href} />}
      actions={
        <>
          <Onlookers object={object} id={record.id} />
          {steps && !isNarrow && <StepButtons steps={steps} />}
          <AudienceButton object={object} answer={answer} />
          <ActionButtons object={object} answer={answer} onDeleted={() => go(href)} />
        </>
      }
    >
      {isNarrow ? (
        <RecordTabs object={object} answer={answer} compositions={compositions} />
      ) : (
        <div className={classes.columns}>
          <aside className={classes.facts}>
            <Facts object={object} answer={answer} />
          </aside>
          <div className={classes.story}>
            <div className={classes.told}>
              <Composer object={object} record={record} compositions={compositions} />
              <Timeline object={object} id={record.id} />
            </div>
            <div className={classes.related}>
              <RelatedLists object={object} record={record} />
            </div>
          </div>
        </div>
      )}
    </Screen>
  )
}

const Back = ({ object, href }: { object: ObjectDeclaration; href: string }) => (
  <Anchor component={Link} href={href} className={classes.back} aria-label={label(object.plural)}>
    <IconChevronLeft size={16} aria-hidden="true" />
    <Icon name={object.icon} object={object.key} size={18} />
    <span className={classes.crumb}>{label(object.plural)}</span>
  </Anchor>
)

function StepButtons({ steps }: { steps: Steps }) {
  return (
    <div className={classes.steps}>
      <span className={classes.place}>{say(`${showNumber(steps.position)} sur ${showNumber(steps.count)}`, `${showNumber(steps.position)} of ${showNumber(steps.count)}`)}</span>
      <StepButton words={say('Fiche précédente', 'Previous record')} hotkey="K" run={steps.previous} icon={<IconChevronUp size={17} />} />
      <StepButton words={say('Fiche suivante', 'Next record')} hotkey="J" run={steps.next} icon={<IconChevronDown size={17} />} />
    </div>
  )
}

function StepButton({ words, hotkey, run, icon }: { words: string; hotkey: string; run: (() => void) | null; icon: React.ReactNode }) {
  return (
    <Tooltip label={`${words} (${hotkey})`}>
      <ActionIcon variant="subtle" color="gray" aria-label={words} aria-keyshortcuts={hotkey} disabled={!run} onClick={() => run?.()}>
        {icon}
      </ActionIcon>
    </Tooltip>
  )
}

function AudienceButton({ object, answer }: { object: ObjectDeclaration; answer: RecordAnswer }) {
  const [isOpen, setOpen] = useState(false)
  const words = say('Qui voit cette fiche ?', 'Who sees this record?')
  return (
    <>
      <Tooltip label={words}>
        <ActionIcon variant="default" size={34} aria-label={words} onClick={() => setOpen(true)}>
          <IconEye size={18} stroke={1.7} />
        </ActionIcon>
      </Tooltip>
      {isOpen && (
        <Suspense>
          <AudienceDialog object={object} record={answer.record} mayShare={answer.may?.change !== false} close={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
