import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useMemo, useState } from 'react'
import { Route, Switch } from 'wouter'
import { get, Problem, problemFrom } from '../changes/client.ts'
import { chooseLocale, locale } from '../design/language.ts'
import { Loading, Trouble } from '../design/states.tsx'
import type { CatalogueAnswer, Me } from '../objects/api.ts'
import { catalogueQuery, HouseContext, meQuery } from '../objects/catalogue.ts'
import { Shell } from './Shell.tsx'
import classes from './App.module.css'

const Door = lazy(() => import('./door/Door.tsx').then((file) => ({ default: file.Door })))

const doorPaths = /^\/(setup|sign-in|forgotten|reset|invitation)(\/|$)/

// Either the door (set-up, sign-in, invitation, reset) or the house.
export function App() {
  return (
    <Suspense fallback={<Waiting />}>
      <Switch>
        <Route path={doorPaths}>
          <Door />
        </Route>
        <Route>
          <House />
        </Route>
      </Switch>
    </Suspense>
  )
}

const Waiting = () => (
  <div className={classes.waiting}>
    <Loading rows={5} />
  </div>
)

function House() {
  const me = useQuery(meQuery)
  const catalogue = useQuery({ ...catalogueQuery, enabled: me.isSuccess })
  const failure = me.error ?? catalogue.error
  if (failure instanceof Problem && failure.status === 401) return <SendToDoor />
  if (failure) {
    return (
      <div className={classes.waiting}>
        <Trouble problem={problemFrom(failure)} retry={() => void (me.error ? me.refetch() : catalogue.refetch())} />
      </div>
    )
  }
  if (!me.data || !catalogue.data) return <Waiting />
  if (me.data.user.locale) chooseLocale(me.data.user.locale)
  // The language is chosen before any screen is drawn; another language draws them all anew.
  return <Known me={me.data} catalogue={catalogue.data} />
}

function Known({ me, catalogue }: { me: Me; catalogue: CatalogueAnswer }) {
  const house = useMemo(() => ({ me, catalogue }), [me, catalogue])
  return (
    <HouseContext value={house}>
      <Shell key={locale()} />
    </HouseContext>
  )
}

// Nobody is signed in: a new installation is set up first.
function SendToDoor() {
  const [wanted] = useState(() => window.location.pathname + window.location.search)
  const setup = useQuery({ queryKey: ['setup'], queryFn: ({ signal }) => get<{ needed: boolean }>('/setup', signal), staleTime: 0 })
  if (setup.isPending) return <Waiting />
  return <Door start={setup.data?.needed ? 'setup' : 'sign-in'} wanted={wanted} />
}
