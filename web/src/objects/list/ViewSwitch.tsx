import { Button, Group, Menu, Modal, SegmentedControl, Stack, Switch, Text, TextInput } from '@mantine/core'
import { IconBookmark, IconBookmarkFilled, IconCheck, IconChevronDown, IconDeviceFloppy, IconLink, IconPencil, IconRestore, IconTrash } from '@tabler/icons-react'
import { useEffect, useState, type FormEvent } from 'react'
import { problemFrom, type Problem } from '../../changes/client.ts'
import { attempt, told } from '../../changes/toasts.tsx'
import { label, say } from '../../design/language.ts'
import { Complaints } from '../../design/states.tsx'
import type { ListAddress } from '../address.ts'
import type { ObjectDeclaration } from '../api.ts'
import { useMe, useObject, usePermission } from '../catalogue.ts'
import { changeRecord, createRecord, deleteRecord } from '../writes.ts'
import { firstToOpen, noView, tidyAddress, useViews, type Audience, type SavedView } from './views.ts'
import classes from './ViewSwitch.module.css'

type Naming = { kind: 'new' } | { kind: 'edit'; view: SavedView } | null

// Which of the saved views is open, whether it was changed since, and the way to the others.
export function ViewSwitch({ object, address }: { object: ObjectDeclaration; address: ListAddress }) {
  const { views } = useViews(object)
  const me = useMe().user.id
  const views_ = useObject('view')
  const permission = usePermission('view')
  const [naming, setNaming] = useState<Naming>(null)
  const current = views.find((view) => view.id === address.saved)
  const isChanged = !!current && tidyAddress(current.address) !== tidyAddress(address.text)
  const mayChange = !!current && (current.owner === me || permission.change === 'all')
  useFirstView(views, me, address)

  if (!views_ || permission.read === 'none') return null
  const all = say(`Tout : ${label(object.plural).toLowerCase()}`, `All ${label(object.plural).toLowerCase()}`)
  const save = () => current && void attempt(() => changeRecord(views_, current.record, { address: tidyAddress(address.text) }))
  return (
    <>
      <Menu position="bottom-start" withinPortal width={290} shadow="md">
        <Menu.Target>
          <Button
            variant="default"
            size="xs"
            className={classes.switch}
            leftSection={current ? <IconBookmarkFilled size={14} /> : <IconBookmark size={14} />}
            rightSection={<IconChevronDown size={14} />}
            aria-label={say(`Vue : ${current?.name ?? all}`, `View: ${current?.name ?? all}`)}
          >
            {current?.name ?? say('Toutes les fiches', 'All records')}
            {isChanged && <span className={classes.dot} title={say('Modifiée', 'Changed')} />}
          </Button>
        </Menu.Target>
        <Menu.Dropdown className={classes.menu}>
          {isChanged && mayChange && (
            <Menu.Item leftSection={<IconDeviceFloppy size={15} />} onClick={save}>
              {say('Enregistrer dans cette vue', 'Save into this view')}
            </Menu.Item>
          )}
          {isChanged && (
            <Menu.Item leftSection={<IconRestore size={15} />} onClick={() => address.open(current.address, current.id)}>
              {say('Revenir à la vue enregistrée', 'Back to the saved view')}
            </Menu.Item>
          )}
          {isChanged && <Menu.Divider />}
          <Menu.Item leftSection={current ? <span className={classes.blank} /> : <IconCheck size={15} />} onClick={() => address.open('', noView)}>
            {say('Toutes les fiches', 'All records')}
          </Menu.Item>
          <Shelf title={say('Mes vues', 'My views')} views={views.filter((view) => view.owner === me)} current={current} open={(view) => address.open(view.address, view.id)} />
          <Shelf title={say('De mon équipe', 'My team’s')} views={views.filter((view) => view.owner !== me && view.audience === 'team')} current={current} open={(view) => address.open(view.address, view.id)} />
          <Shelf title={say('De l’entreprise', 'The company’s')} views={views.filter((view) => view.owner !== me && view.audience === 'all')} current={current} open={(view) => address.open(view.address, view.id)} />
          <Menu.Divider />
          {permission.create && (
            <Menu.Item leftSection={<IconBookmark size={15} />} onClick={() => setNaming({ kind: 'new' })}>
              {say('Enregistrer comme nouvelle vue…', 'Save as a new view…')}
            </Menu.Item>
          )}
          <Menu.Item leftSection={<IconLink size={15} />} onClick={() => void copyAddress()}>
            {say('Copier l’adresse de cette liste', 'Copy this list’s address')}
          </Menu.Item>
          {mayChange && (
            <>
              <Menu.Item leftSection={<IconPencil size={15} />} onClick={() => setNaming({ kind: 'edit', view: current })}>
                {say('Renommer, partager…', 'Rename, share…')}
              </Menu.Item>
              <Menu.Item leftSection={<IconTrash size={15} />} onClick={() => void attempt(() => deleteRecord(views_, current.id).then(() => address.open(current.address, null)))}>
                {say('Supprimer la vue', 'Delete the view')}
              </Menu.Item>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      {naming && <NameView naming={naming} object={object} views={views_} address={address} close={() => setNaming(null)} />}
    </>
  )
}

// A list that is opened without a word opens as one wants it first.
function useFirstView(views: SavedView[], me: string, address: ListAddress) {
  const first = firstToOpen(views, me)
  const isBare = address.text === ''
  const { open } = address
  useEffect(() => {
    if (isBare && first) open(first.address, first.id)
    // Only when the list is bare; `open` is new at each drawing.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [isBare, first?.id])
}

async function copyAddress() {
  try {
    await navigator.clipboard.writeText(window.location.href)
    told(say('Adresse copiée.', 'Address copied.'))
  } catch {
    told(say('Le navigateur refuse la copie : l’adresse est dans sa barre.', 'The browser refuses to copy: the address is in its bar.'))
  }
}

type ShelfProps = { title: string; views: SavedView[]; current: SavedView | undefined; open: (view: SavedView) => void }

function Shelf({ title, views, current, open }: ShelfProps) {
  if (views.length === 0) return null
  return (
    <>
      <Menu.Label>{title}</Menu.Label>
      {views.map((view) => (
        <Menu.Item key={view.id} leftSection={view.id === current?.id ? <IconCheck size={15} /> : <span className={classes.blank} />} onClick={() => open(view)}>
          <span className={classes.name}>{view.name}</span>
          {view.opensFirst && <span className={classes.detail}>{say('s’ouvre en premier', 'opens first')}</span>}
        </Menu.Item>
      ))}
    </>
  )
}

type NameProps = { naming: NonNullable<Naming>; object: ObjectDeclaration; views: ObjectDeclaration; address: ListAddress; close: () => void }

function NameView({ naming, object, views, address, close }: NameProps) {
  const before = naming.kind === 'edit' ? naming.view : null
  const [name, setName] = useState(before?.name ?? '')
  const [audience, setAudience] = useState<Audience>(before?.audience ?? 'mine')
  const [opensFirst, setOpensFirst] = useState(before?.opensFirst ?? false)
  const [problem, setProblem] = useState<Problem | null>(null)

  async function submit(submission: FormEvent) {
    submission.preventDefault()
    const fields = { name: name.trim(), audience, opens_first: opensFirst }
    try {
      if (before) await changeRecord(views, before.record, fields)
      else {
        const text = tidyAddress(address.text)
        const made = await createRecord(views, { ...fields, of: object.key, address: text })
        if (made) address.open(text, made.id)
      }
      close()
    } catch (failure) {
      setProblem(problemFrom(failure))
    }
  }

  return (
    <Modal opened onClose={close} title={before ? say('Modifier la vue', 'Edit the view') : say('Nouvelle vue', 'New view')}>
      <form onSubmit={(submission) => void submit(submission)} noValidate>
        <Stack>
          <Complaints problem={problem} shown={['name']} />
          <TextInput
            label={say('Nom de la vue', 'Name of the view')}
            value={name}
            onChange={(change) => setName(change.currentTarget.value)}
            error={problem?.complaints.find((complaint) => complaint.field === 'name')?.message}
            data-autofocus
            maxLength={80}
          />
          <div>
            <Text size="sm" fw={550} mb={6} id="audience">
              {say('Qui la voit', 'Who sees it')}
            </Text>
            <SegmentedControl
              fullWidth
              aria-labelledby="audience"
              value={audience}
              onChange={(chosen) => setAudience(chosen as Audience)}
              data={[
                { value: 'mine', label: say('Moi', 'Me') },
                { value: 'team', label: say('Mon équipe', 'My team') },
                { value: 'all', label: say('Tout le monde', 'Everyone') },
              ]}
            />
          </div>
          <Switch
            label={say('Ouvrir la liste sur cette vue', 'Open the list on this view')}
            checked={opensFirst}
            onChange={(change) => setOpensFirst(change.currentTarget.checked)}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {say('Fermer', 'Close')}
            </Button>
            <Button type="submit" disabled={name.trim() === ''}>
              {say('Enregistrer', 'Save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
