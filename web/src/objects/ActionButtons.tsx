import { ActionIcon, Button, Group, Menu } from '@mantine/core'
import { IconDots, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import type { Fields } from '../changes/outbox.ts'
import { attempt } from '../changes/toasts.tsx'
import { Icon } from '../design/Icon.tsx'
import { label, say } from '../design/language.ts'
import { ActionForm, actionQuestion } from './ActionForm.tsx'
import { actionsFor, asksSomething, startFrom } from './actions.ts'
import type { Action, ObjectDeclaration, RecordAnswer } from './api.ts'
import { act, deleteRecord } from './writes.ts'
import { useCatalogue } from './catalogue.ts'
import { useOffer } from './commands.ts'
import { titleOf } from './titles.ts'
import { useLocation } from 'wouter'

type Props = { object: ObjectDeclaration; answer: RecordAnswer; onDeleted: () => void }

// The record's actions: two at hand, the others in a menu.
export function ActionButtons({ object, answer, onDeleted }: Props) {
  const { record, titles, may } = answer
  const actions = actionsFor(object, record, may?.actions)
  const atHand = [...actions.filter((action) => action.primary), ...actions.filter((action) => !action.primary)].slice(0, 2)
  const others = actions.filter((action) => !atHand.includes(action))
  const [asking, setAsking] = useState<Action | null>(null)
  const [deleting, setDeleting] = useState(false)

  const goTo = useGoTo()
  const run = (action: Action, inputs: Fields) => act(object, record.id, action, inputs).then((done) => goTo(done.result))
  const start = (action: Action) => (asksSomething(action) ? setAsking(action) : void attempt(() => run(action, {})))

  useOffer({
    about: titleOf(object, record, titles),
    commands: [
      ...actions.map((action) => ({ key: `act-${action.key}`, words: label(action.label), icon: action.icon, run: () => start(action) })),
      ...(may?.delete !== false ? [{ key: 'act-delete', words: say('Mettre à la corbeille', 'Move to the bin'), icon: 'x', run: () => setDeleting(true) }] : []),
    ],
  })

  return (
    <Group gap="xs" wrap="nowrap">
      {atHand.map((action, index) => (
        <Button
          key={action.key}
          variant={index === 0 ? 'filled' : 'default'}
          leftSection={<Icon name={action.icon} size={16} />}
          onClick={() => start(action)}
        >
          {label(action.label)}
        </Button>
      ))}
      {(others.length > 0 || may?.delete !== false) && (
        <Menu position="bottom-end" withinPortal>
          <Menu.Target>
            <ActionIcon variant="default" size={34} aria-label={say('Autres actions', 'More actions')}>
              <IconDots size={18} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {others.map((action) => (
              <Menu.Item key={action.key} leftSection={<Icon name={action.icon} size={16} />} onClick={() => start(action)}>
                {label(action.label)}
              </Menu.Item>
            ))}
            {may?.delete !== false && (
              <Menu.Item color="red" leftSection={<IconTrash size={16} />} onClick={() => setDeleting(true)}>
                {say('Mettre à la corbeille', 'Move to the bin')}
              </Menu.Item>
            )}
          </Menu.Dropdown>
        </Menu>
      )}
      {asking && (
        <ActionForm
          title={label(asking.label)}
          question={actionQuestion(asking.confirm)}
          inputs={asking.inputs}
          titles={titles ?? {}}
          start={startFrom(asking, record)}
          run={(inputs) => run(asking, inputs)}
          close={() => setAsking(null)}
        />
      )}
      {deleting && (
        <ActionForm
          title={say('Mettre à la corbeille', 'Move to the bin')}
          question={say('La fiche pourra être restaurée depuis la corbeille.', 'It can be restored from the bin.')}
          inputs={[]}
          danger
          run={() => deleteRecord(object, record.id).then(onDeleted)}
          close={() => setDeleting(false)}
        />
      )}
    </Group>
  )
}

// An action may make another record, such as the opportunity of a converted lead: that is where one goes on.
function useGoTo() {
  const { objects } = useCatalogue()
  const [, go] = useLocation()
  return (result: unknown) => {
    const made = result as { object?: string; record?: { id: string } } | undefined
    const object = objects.find((one) => one.key === made?.object)
    if (object && made?.record) go(`/${object.path}/${made.record.id}`)
  }
}
