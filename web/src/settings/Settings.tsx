import { lazy } from 'react'
import { IconSettings } from '@tabler/icons-react'
import { Link, Redirect, Route, Switch, useLocation } from 'wouter'
import { say } from '../design/language.ts'
import { Screen } from '../design/Screen.tsx'
import { Forbidden } from '../design/states.tsx'
import { useMe } from '../objects/catalogue.ts'
import { ApiKeys } from './ApiKeys.tsx'
import { Company } from './Company.tsx'
import { EmailAccount } from './EmailAccount.tsx'
import { Profile } from './Profile.tsx'
import { Roles } from './Roles.tsx'
import { Security } from './Security.tsx'
import classes from './Settings.module.css'
import { Teams } from './Teams.tsx'
import { Users } from './Users.tsx'

const Objects = lazy(() => import('./Objects.tsx').then((file) => ({ default: file.Objects })))
const ObjectFields = lazy(() => import('./ObjectFields.tsx').then((file) => ({ default: file.ObjectFields })))

type Section = { path: string; words: string; shown: boolean }

export function Settings() {
  const { may, company } = useMe()
  const mayShape = may.includes('manage_objects')
  const maySet = may.includes('manage_settings')
  const own: Section[] = [
    { path: 'profile', words: say('Profil', 'Profile'), shown: true },
    { path: 'security', words: say('Sécurité', 'Security'), shown: true },
    { path: 'api-keys', words: say('Clés d’API', 'API keys'), shown: true },
  ]
  const shared: Section[] = [
    { path: 'company', words: say('Entreprise', 'Company'), shown: maySet },
    { path: 'email', words: say('E-mail', 'E-mail'), shown: maySet },
    { path: 'users', words: say('Utilisateurs', 'Users'), shown: true },
    { path: 'teams', words: say('Équipes', 'Teams'), shown: true },
    { path: 'roles', words: say('Rôles', 'Roles'), shown: true },
    { path: 'objects', words: say('Objets et champs', 'Objects and fields'), shown: mayShape },
  ]
  return (
    <Screen title={say('Réglages', 'Settings')} icon={<IconSettings size={20} stroke={1.7} />}>
      <div className={classes.settings}>
        <nav className={classes.menu} aria-label={say('Réglages', 'Settings')}>
          <Sections name={say('Vous', 'You')} sections={own} />
          <Sections name={company.name} sections={shared} />
        </nav>
        <div className={classes.body}>
          <Switch>
            <Route path="/settings/profile" component={Profile} />
            <Route path="/settings/security" component={Security} />
            <Route path="/settings/company">{maySet ? <Company /> : <Forbidden />}</Route>
            <Route path="/settings/email">{maySet ? <EmailAccount /> : <Forbidden />}</Route>
            <Route path="/settings/users" component={Users} />
            <Route path="/settings/teams" component={Teams} />
            <Route path="/settings/roles" component={Roles} />
            <Route path="/settings/objects">{mayShape ? <Objects /> : <Forbidden />}</Route>
            <Route path="/settings/objects/:key">{({ key }) => (mayShape ? <ObjectFields key={key} objectKey={key} /> : <Forbidden />)}</Route>
            <Route path="/settings/api-keys" component={ApiKeys} />
            <Route>
              <Redirect to="/settings/profile" replace />
            </Route>
          </Switch>
        </div>
      </div>
    </Screen>
  )
}

function Sections({ name, sections }: { name: string; sections: Section[] }) {
  const [location] = useLocation()
  return (
    <div className={classes.group}>
      <div className={classes.groupName}>{name}</div>
      {sections
        .filter((section) => section.shown)
        .map((section) => {
          const href = `/settings/${section.path}`
          return (
            <Link key={section.path} href={href} className={classes.link} aria-current={location.startsWith(href) ? 'page' : undefined}>
              {section.words}
            </Link>
          )
        })}
    </div>
  )
}
