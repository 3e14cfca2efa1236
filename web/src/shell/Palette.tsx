import { Modal, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconPlus, IconSearch, IconSettings, IconUpload } from '@tabler/icons-react'
import { useState, type KeyboardEvent, type ReactNode } from 'react'
import { useLocation } from 'wouter'
import { Highlighted } from '../design/Highlighted.tsx'
import { Icon } from '../design/Icon.tsx'
import { label, say } from '../design/language.ts'
import { useCatalogue, useMe } from '../objects/catalogue.ts'
import { useOffered, type Command } from '../objects/commands.ts'
import { recentRecords } from '../objects/recent.ts'
import { useSearch } from '../objects/records.ts'
import { useEntries } from './menu.tsx'
import classes from './Palette.module.css'

type Choice = { key: string; words: string; detail?: string | undefined; icon: ReactNode; run: () => void }

const fold = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

// Ctrl K: find a record, act on what is in front, go to a screen, create something, without leaving the keyboard.
export function Palette({ close }: { close: () => void }) {
  const [typed, setTyped] = useState('')
  const [at, setAt] = useState(0)
  const groups = useGroups(typed)
  const choices = groups.flatMap((group) => group.choices)
  const current = Math.min(at, choices.length - 1)

  const choose = (choice: Choice | undefined) => {
    if (!choice) return
    close()
    choice.run()
  }
  function onKeyDown(press: KeyboardEvent) {
    const steps: Record<string, () => void> = {
      ArrowDown: () => setAt((current + 1) % Math.max(1, choices.length)),
      ArrowUp: () => setAt((current - 1 + choices.length) % Math.max(1, choices.length)),
      Enter: () => choose(choices[current]),
    }
    const step = steps[press.key]
    if (!step) return
    press.preventDefault()
    step()
  }

  return (
    <Modal opened onClose={close} withCloseButton={false} padding={0} size={600} yOffset="12vh" centered={false} aria-label={say('Rechercher', 'Search')}>
      <TextInput
        className={classes.input}
        variant="unstyled"
        size="md"
        data-autofocus
        role="combobox"
        aria-expanded="true"
        aria-controls="palette"
        aria-activedescendant={choices[current] ? `palette-${choices[current].key}` : undefined}
        aria-label={say('Rechercher une fiche, un écran, une action', 'Search records, screens, actions')}
        placeholder={say('Rechercher une fiche, un écran, une action…', 'Search records, screens, actions…')}
        leftSection={<IconSearch size={18} />}
        value={typed}
        onChange={(change) => (setTyped(change.currentTarget.value), setAt(0))}
        onKeyDown={onKeyDown}
      />
      <div id="palette" role="listbox" aria-label={say('Résultats', 'Results')} className={classes.results}>
        {groups.map((group) => (
          <div key={group.name} role="group" aria-label={group.name}>
            <div className={classes.group} aria-hidden="true">
              {group.name}
            </div>
            {group.choices.map((choice) => (
              <div
                key={choice.key}
                id={`palette-${choice.key}`}
                role="option"
                aria-selected={choice === choices[current]}
                className={classes.choice}
                onMouseMove={() => setAt(choices.indexOf(choice))}
                onClick={() => choose(choice)}
              >
                {choice.icon}
                <span className={classes.words}>
                  <Highlighted text={choice.words} looked={typed} />
                </span>
                {choice.detail && (
                  <span className={classes.detail}>
                    <Highlighted text={choice.detail} looked={typed} />
                  </span>
                )}
              </div>
            ))}
          </div>
        ))}
        {choices.length === 0 && <div className={classes.none}>{say('Aucun résultat', 'Nothing found')}</div>}
      </div>
    </Modal>
  )
}

function useGroups(typed: string): { name: string; choices: Choice[] }[] {
  const looked = typed.trim()
  const wanted = fold(looked)
  const named = (choices: Choice[]) => choices.filter((choice) => fold(choice.words).includes(wanted))
  const offered = useOffered()
  const records = useFound(looked)
  const recent = useRecent()
  return [
    ...offered.map((group) => ({ name: group.about, choices: named(group.commands.map(commandChoice)) })),
    looked ? { name: say('Fiches', 'Records'), choices: records } : { name: say('Récemment', 'Recently'), choices: recent },
    { name: say('Aller à', 'Go to'), choices: named(useScreens()) },
    { name: say('Créer', 'Create'), choices: named(useCreations()) },
  ].filter((group) => group.choices.length > 0)
}

const commandChoice = (command: Command): Choice => ({ key: command.key, words: command.words, icon: <Icon name={command.icon} />, run: command.run })

function useFound(looked: string): Choice[] {
  const [, go] = useLocation()
  const [words] = useDebouncedValue(looked, 120)
  const { data: hits = [] } = useSearch(words)
  const { objects } = useCatalogue()
  return hits.flatMap((hit): Choice[] => {
    const object = objects.find((one) => one.key === hit.object)
    if (!object) return []
    return [{
      key: hit.id, words: hit.title, detail: hit.subtitle || label(object.label), icon: <Icon name={object.icon} object={object.key} />,
      run: () => go(`/${object.path}/${hit.id}`),
    }]
  })
}

function useRecent(): Choice[] {
  const [, go] = useLocation()
  const { objects } = useCatalogue()
  const [recent] = useState(recentRecords)
  return recent.flatMap((one): Choice[] => {
    const object = objects.find((declared) => declared.key === one.object)
    if (!object) return []
    return [{
      key: one.id, words: one.title, detail: label(object.label), icon: <Icon name={object.icon} object={object.key} />,
      run: () => go(`/${object.path}/${one.id}`),
    }]
  })
}

function useScreens(): Choice[] {
  const [, go] = useLocation()
  return [
    ...useEntries().map((entry) => ({ key: `go-${entry.key}`, words: entry.words, icon: entry.icon(18), run: () => go(entry.href) })),
    { key: 'go-import', words: say('Imports', 'Imports'), icon: <IconUpload size={18} stroke={1.7} />, run: () => go('/import') },
    { key: 'go-settings', words: say('Réglages', 'Settings'), icon: <IconSettings size={18} stroke={1.7} />, run: () => go('/settings') },
  ]
}

function useCreations(): Choice[] {
  const [, go] = useLocation()
  const { permissions } = useMe()
  const { objects } = useCatalogue()
  return objects
    .filter((object) => object.menu && permissions[object.key]?.create)
    .map((object) => ({
      key: `new-${object.key}`,
      words: say(`Créer : ${label(object.label).toLowerCase()}`, `New ${label(object.label).toLowerCase()}`),
      icon: <IconPlus size={18} stroke={1.7} />,
      run: () => go(`/${object.path}/new`),
    }))
}
