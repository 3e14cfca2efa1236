import { ActionIcon, Button, CopyButton, Group, Menu, Modal, Stack } from '@mantine/core'
import { IconCopy, IconDots, IconUserPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { problemFrom } from '../changes/client.ts'
import { outbox, type Fields } from '../changes/outbox.ts'
import { forgetRecords } from '../changes/queries.ts'
import { attempt, told } from '../changes/toasts.tsx'
import { Initials } from '../design/Initials.tsx'
import { say } from '../design/language.ts'
import { OptionPill } from '../design/OptionPill.tsx'
import { Loading, Trouble } from '../design/states.tsx'
import { ActionForm } from '../objects/ActionForm.tsx'
import type { Field, ObjectDeclaration, StoredRecord, Titles } from '../objects/api.ts'
import { fieldOf, useMe, useObject } from '../objects/catalogue.ts'
import { typeOf } from '../objects/fieldTypes.ts'
import { useRecords } from '../objects/records.ts'
import { changeRecord } from '../objects/writes.ts'
import { Page } from './Page.tsx'
import classes from './Settings.module.css'

export function Users() {
  const object = useObject('user')
  const mayManage = useMe().may.includes('manage_users')
  const [inviting, setInviting] = useState(false)
  const [link, setLink] = useState<string | null>(null)
  if (!object) return null

  async function invite(fields: Fields) {
    const answer = await outbox.send<{ id: string; link: string }>('POST', '/users/invite', fields)
    void forgetRecords('user')
    setLink(answer.link)
  }

  return (
    <Page
      title={say('Utilisateurs', 'Users')}
      words={say('Les personnes qui se connectent à Élan.', 'The people who sign in to Élan.')}
      action={
        mayManage && (
          <Button leftSection={<IconUserPlus size={16} />} onClick={() => setInviting(true)}>
            {say('Inviter', 'Invite')}
          </Button>
        )
      }
    >
      <UserList object={object} mayManage={mayManage} />
      {inviting && (
        <ActionForm
          title={say('Inviter une personne', 'Invite someone')}
          inputs={inputs(object, ['name', 'email', 'role', 'team'])}
          confirmLabel={say('Inviter', 'Invite')}
          run={invite}
          close={() => setInviting(false)}
        />
      )}
      {link && <InvitationLink link={link} close={() => setLink(null)} />}
    </Page>
  )
}

const inputs = (object: ObjectDeclaration, keys: string[]) =>
  keys.map((key) => fieldOf(object, key)).filter((field): field is Field => !!field)

function UserList({ object, mayManage }: { object: ObjectDeclaration; mayManage: boolean }) {
  const users = useRecords(object, { sort: 'name', limit: 100 })
  if (users.isLoading) return <Loading rows={4} />
  if (users.failure) return <Trouble problem={problemFrom(users.failure)} retry={users.reload} />
  return (
    <ul className={classes.list}>
      {users.list.map((user) => (
        <UserItem key={user.id} object={object} user={user} titles={users.titles} mayManage={mayManage} />
      ))}
    </ul>
  )
}

type ItemProps = { object: ObjectDeclaration; user: StoredRecord; titles: Titles; mayManage: boolean }

function UserItem({ object, user, titles, mayManage }: ItemProps) {
  const me = useMe().user
  const [changing, setChanging] = useState(false)
  const role = fieldOf(object, 'role')
  const isActive = user.active !== false
  const name = String(user.name ?? '')
  const shown = inputs(object, ['name', 'role', 'team'])
  const Role = role && typeOf(role).Show

  const switchTo = (verb: 'enable' | 'disable') =>
    attempt(async () => {
      await outbox.send('POST', `/users/${user.id}/${verb}`)
      await forgetRecords('user')
      told(verb === 'disable' ? say(`${name} ne peut plus se connecter.`, `${name} can no longer sign in.`) : say(`${name} peut se connecter.`, `${name} can sign in.`))
    })

  return (
    <li className={`${classes.item} ${isActive ? '' : classes.faded}`}>
      <Initials name={name} size={32} />
      <span className={classes.itemWords}>
        <span className={classes.itemTitle}>{name}</span>
        <span className={classes.itemDetail}>
          {String(user.email ?? '')}
          {typeof user.team === 'string' && titles[user.team] && ` · ${titles[user.team]}`}
        </span>
      </span>
      {!isActive && <OptionPill color="gray">{say('Désactivé', 'Disabled')}</OptionPill>}
      {Role && role && <Role value={user.role} field={role} titles={titles} dense />}
      {mayManage && (
        <Menu position="bottom-end" withinPortal>
          <Menu.Target>
            <ActionIcon variant="subtle" color="gray" aria-label={`${say('Gérer', 'Manage')} ${name}`}>
              <IconDots size={18} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={() => setChanging(true)}>{say('Changer le rôle ou l’équipe', 'Change role or team')}</Menu.Item>
            {user.id !== me.id && (
              <Menu.Item color={isActive ? 'red' : undefined} onClick={() => void switchTo(isActive ? 'disable' : 'enable')}>
                {isActive ? say('Désactiver le compte', 'Disable the account') : say('Réactiver le compte', 'Enable the account')}
              </Menu.Item>
            )}
          </Menu.Dropdown>
        </Menu>
      )}
      {changing && (
        <ActionForm
          title={name}
          inputs={shown}
          titles={titles}
          start={Object.fromEntries(shown.map((field) => [field.key, user[field.key]]))}
          confirmLabel={say('Enregistrer', 'Save')}
          run={(fields) => changeRecord(object, user, { team: null, ...fields })}
          close={() => setChanging(false)}
        />
      )}
    </li>
  )
}

function InvitationLink({ link, close }: { link: string; close: () => void }) {
  return (
    <Modal opened onClose={close} title={say('L’invitation est prête', 'The invitation is ready')}>
      <Stack>
        <p className={classes.words}>
          {say('Transmettez ce lien à la personne : il lui permet de choisir son mot de passe et vaut sept jours.', 'Give this link to the person: it lets them choose a password and is valid for seven days.')}
        </p>
        <span className={classes.secret}>{link}</span>
        <Group justify="flex-end">
          <CopyButton value={link}>
            {({ copied, copy }) => (
              <Button leftSection={<IconCopy size={16} />} onClick={copy}>
                {copied ? say('Copié', 'Copied') : say('Copier le lien', 'Copy the link')}
              </Button>
            )}
          </CopyButton>
        </Group>
      </Stack>
    </Modal>
  )
}
