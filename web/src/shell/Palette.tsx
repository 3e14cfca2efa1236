import { Modal, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconPlus, IconSearch, IconSettings, IconSunHigh, IconUpload } from '@tabler/icons-react'
import { useState, type KeyboardEvent, type ReactNode } from 'react'
import { useLocation } from 'wouter'
import { Icon } from '../design/Icon.tsx'
import { label, say } from '../design/language.ts'
import { useCatalogue, useMe } from '../objects/catalogue.ts'
import { useSearch } from '../objects/records.ts'
import { useMenu } from './menu.ts'
import classes from './Palette.module.css'

type Choice = { key: string; href: string; words: string; detail?: string | undefined; icon: ReactNode }

const fold = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

// Ctrl K: find a record, go to a screen, create something, without leaving the keyboard.
export function Palette({ close }: { close: () => void }) {
  const [, go] = useLocation()
  const [typed, setTyped] = useState('')
  const [at, setAt] = useState(0)
  const groups = useGroups(typed)
  const choices = groups.flatMap((group) => group.choices)
  const current = Math.min(at, choices.length - 1)

  const choose = (choice: Choice | undefined) => {
    if (!choice) return
    close()
    go(choice.href)
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
                <span className={classes.words}>{choice.words}</span>
                {choice.detail && <span className={classes.detail}>{choice.detail}</span>}
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
  const [words] = useDebouncedValue(typed.trim(), 120)
  const { data: hits = [] } = useSearch(words)
  const { objects } = useCatalogue()
  const records = hits.flatMap((hit): Choice[] => {
    const object = objects.find((one) => one.key === hit.object)
    if (!object) return []
    return [{
      key: hit.id, href: `/${object.path}/${hit.id}`, words: hit.title, detail: hit.subtitle || label(object.label),
      icon: <Icon name={object.icon} object={object.key} />,
    }]
  })
  const wanted = fold(typed.trim())
  const named = (choices: Choice[]) => choices.filter((choice) => fold(choice.words).includes(wanted))
  return [
    { name: say('Fiches', 'Records'), choices: typed.trim() ? records : [] },
    { name: say('Écrans', 'Screens'), choices: named(useScreens()) },
    { name: say('Créer', 'Create'), choices: named(useCreations()) },
  ].filter((group) => group.choices.length > 0)
}

function useScreens(): Choice[] {
  return [
    { key: 'today', href: '/', words: say('Aujourd’hui', 'Today'), icon: <IconSunHigh size={18} stroke={1.7} /> },
    ...useMenu().map((object) => ({
      key: object.key, href: `/${object.path}`, words: label(object.plural), icon: <Icon name={object.icon} object={object.key} />,
    })),
    { key: 'import', href: '/import', words: say('Imports', 'Imports'), icon: <IconUpload size={18} stroke={1.7} /> },
    { key: 'settings', href: '/settings', words: say('Réglages', 'Settings'), icon: <IconSettings size={18} stroke={1.7} /> },
  ]
}

function useCreations(): Choice[] {
  const { permissions } = useMe()
  return useMenu()
    .filter((object) => permissions[object.key]?.create)
    .map((object) => ({
      key: `new-${object.key}`,
      href: `/${object.path}/new`,
      words: say(`Créer : ${label(object.label).toLowerCase()}`, `New ${label(object.label).toLowerCase()}`),
      icon: <IconPlus size={18} stroke={1.7} />,
    }))
}
