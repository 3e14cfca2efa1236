import { Drawer } from '@mantine/core'
import { useDisclosure, useHotkeys } from '@mantine/hooks'
import { Suspense, useEffect, useState } from 'react'
import { Redirect, Route, Switch, useLocation } from 'wouter'
import { followChanges } from '../changes/stream.ts'
import { say } from '../design/language.ts'
import { Screen } from '../design/Screen.tsx'
import { Empty, Loading } from '../design/states.tsx'
import type { ObjectDeclaration } from '../objects/api.ts'
import { useMe, useObjectAt } from '../objects/catalogue.ts'
import { ConflictDialog } from '../objects/ConflictDialog.tsx'
import { BottomBar } from './BottomBar.tsx'
import { Connection } from './Connection.tsx'
import { Fence } from './Fence.tsx'
import { KeyboardHelp } from './KeyboardHelp.tsx'
import { Navigation } from './Navigation.tsx'
import { NotificationBell } from './Notifications.tsx'
import { Agenda, compositions, DashboardScreen, fetchAhead, ImportScreen, ImportsScreen, movesOf, NewScreen, ObjectScreen, Palette, readyDashboards, RecordScreen, Settings, Today } from './screens.tsx'
import classes from './Shell.module.css'

function useFetchedAhead() {
  useEffect(() => {
    const waiting = setTimeout(() => void fetchAhead().catch(() => undefined), 800)
    return () => clearTimeout(waiting)
  }, [])
}

export function Shell() {
  const [drawer, { open, close }] = useDisclosure()
  const [searching, setSearching] = useState(false)
  const [helping, setHelping] = useState(false)
  const [location] = useLocation()
  useEffect(() => followChanges(), [])
  useFetchedAhead()
  useEffect(close, [location, close])
  useHotkeys([
    ['mod+K', () => setSearching(true)],
    ['shift+?', () => setHelping(true)],
    ['?', () => setHelping(true)],
  ], ['INPUT', 'TEXTAREA', 'SELECT'])

  return (
    <div className={classes.shell}>
      <a href="#screen" className={classes.skip}>
        {say('Aller au contenu', 'Skip to content')}
      </a>
      <nav className={classes.side} aria-label={say('Navigation', 'Navigation')}>
        <Navigation search={() => setSearching(true)} help={() => setHelping(true)} />
      </nav>
      <main id="screen" className={classes.main} tabIndex={-1}>
        <Fence key={location}>
          <Suspense fallback={<Loading />}>
            <Screens />
          </Suspense>
        </Fence>
      </main>
      <BottomBar search={() => setSearching(true)} more={open} />
      <Drawer opened={drawer} onClose={close} title={<DrawerTitle />} size="min(320px, 86vw)" position="right">
        <Navigation search={() => (close(), setSearching(true))} help={() => (close(), setHelping(true))} inDrawer />
      </Drawer>
      {searching && (
        <Suspense>
          <Palette close={() => setSearching(false)} />
        </Suspense>
      )}
      <KeyboardHelp opened={helping} close={() => setHelping(false)} />
      <ConflictDialog />
      <Connection />
    </div>
  )
}

function DrawerTitle() {
  const { company } = useMe()
  return (
    <span className={classes.drawerTitle}>
      {company.name}
      <NotificationBell />
    </span>
  )
}

function Screens() {
  return (
    <Switch>
      <Route path="/">
        <Today />
      </Route>
      <Route path="/agenda">
        <Agenda compositions={compositions} />
      </Route>
      <Route path="/dashboards/:id?">{({ id }) => <DashboardScreen id={id} ready={readyDashboards} />}</Route>
      <Route path="/settings/*?">
        <Settings />
      </Route>
      <Route path="/import">
        <ImportsScreen />
      </Route>
      <Route path="/import/:id">{({ id }) => <ImportScreen key={id} id={id} />}</Route>
      <Route path="/today">
        <Redirect to="/" replace />
      </Route>
      <Route path="/:path/new">{({ path }) => <OfObject path={path}>{(object) => <NewScreen object={object} />}</OfObject>}</Route>
      <Route path="/:path/:id">
        {({ path, id }) => <OfObject path={path}>{(object) => <RecordScreen key={id} object={object} id={id} compositions={compositions} />}</OfObject>}
      </Route>
      <Route path="/:path">
        {({ path }) => <OfObject path={path}>{(object) => <ObjectScreen key={object.key} object={object} moves={movesOf[object.key]} compositions={compositions} />}</OfObject>}
      </Route>
      <Route>
        <NotFound />
      </Route>
    </Switch>
  )
}

function OfObject({ path, children }: { path: string; children: (object: ObjectDeclaration) => React.ReactNode }) {
  const object = useObjectAt(path)
  return object ? children(object) : <NotFound />
}

function NotFound() {
  return (
    <Screen title={say('Introuvable', 'Not found')}>
      <Empty title={say('Cet écran n’existe pas', 'There is no such screen')} />
    </Screen>
  )
}
