import { SegmentedControl } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { get, problemFrom } from '../changes/client.ts'
import { label, say, type Words } from '../design/language.ts'
import { Loading, Trouble } from '../design/states.tsx'
import type { Perimeter } from '../objects/api.ts'
import { useCatalogue } from '../objects/catalogue.ts'
import { Page } from './Page.tsx'
import classes from './Settings.module.css'

type Act = 'read' | 'create' | 'change' | 'delete' | 'export' | 'import'
type Role = { key: string; label: Words; grants: Record<string, Record<Act, Perimeter | boolean>> }

// Who may do what, as the server applies it.
export function Roles() {
  const [act, setAct] = useState<Act>('read')
  const { objects } = useCatalogue()
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['roles'],
    queryFn: ({ signal }) => get<Role[] | { roles: Role[] }>('/roles', signal).then((answer) => (Array.isArray(answer) ? answer : answer.roles)),
  })
  const acts: Record<Act, string> = {
    read: say('Voir', 'See'), create: say('Créer', 'Create'), change: say('Modifier', 'Change'),
    delete: say('Supprimer', 'Delete'), export: say('Exporter', 'Export'), import: say('Importer', 'Import'),
  }
  return (
    <Page title={say('Rôles', 'Roles')} words={say('Chaque rôle et jusqu’où il va, objet par objet.', 'Each role and how far it goes, object by object.')}>
      <SegmentedControl
        aria-label={say('Opération', 'Operation')}
        value={act}
        onChange={setAct}
        data={Object.entries(acts).map(([value, words]) => ({ value: value as Act, label: words }))}
        style={{ alignSelf: 'flex-start', maxWidth: '100%', overflow: 'auto' }}
      />
      {isPending && <Loading rows={5} />}
      {error && <Trouble problem={problemFrom(error)} retry={() => void refetch()} />}
      {data && (
        <div className={classes.scroll} tabIndex={0} role="region" aria-label={say('Rôles', 'Roles')}>
          <table className={classes.matrix}>
            <thead>
              <tr>
                <th>{say('Objet', 'Object')}</th>
                {data.map((role) => (
                  <th key={role.key}>{label(role.label)}</th>
                ))}
              </tr>
            </thead>
            <tbody>
              {objects.map((object) => (
                <tr key={object.key}>
                  <th scope="row">{label(object.plural)}</th>
                  {data.map((role) => (
                    <td key={role.key}>{perimeterWords(role.grants[object.key]?.[act])}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Page>
  )
}

function perimeterWords(perimeter: Perimeter | boolean | undefined): string {
  const words: Record<string, string> = { all: say('Tout', 'All'), team: say('Son équipe', 'Team'), own: say('Les siennes', 'Own'), true: say('Oui', 'Yes') }
  return words[String(perimeter)] ?? '—'
}
