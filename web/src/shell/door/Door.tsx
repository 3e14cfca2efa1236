import { Route, Switch, useLocation } from 'wouter'
import { say } from '../../design/language.ts'
import { Logo } from '../../design/Logo.tsx'
import { AcceptInvitation } from './AcceptInvitation.tsx'
import classes from './Door.module.css'
import { Forgotten } from './Forgotten.tsx'
import { ResetPassword } from './ResetPassword.tsx'
import { SetUp } from './SetUp.tsx'
import { SignIn } from './SignIn.tsx'

type Props = { start?: 'setup' | 'sign-in'; wanted?: string }

// What someone sees who is not signed in.
export function Door({ start, wanted = '/' }: Props) {
  const [location] = useLocation()
  const isDoorPath = /^\/(setup|sign-in|forgotten|reset|invitation)/.test(location)
  return (
    <main className={classes.door}>
      <div className={classes.card}>
        <div className={classes.brand}>
          <Logo size={34} />
          <span className={classes.name}>Élan</span>
        </div>
        {isDoorPath ? (
          <Switch>
            <Route path="/setup" component={SetUp} />
            <Route path="/forgotten" component={Forgotten} />
            <Route path="/reset/:token?">{({ token }) => <ResetPassword token={token} />}</Route>
            <Route path="/invitation/:token?">{({ token }) => <AcceptInvitation token={token} />}</Route>
            <Route>
              <SignIn wanted={wanted} />
            </Route>
          </Switch>
        ) : start === 'setup' ? (
          <SetUp />
        ) : (
          <SignIn wanted={wanted} />
        )}
      </div>
      <p className={classes.foot}>{say('La relation client des PME, chez vous.', 'Customer relations for small companies, at home.')}</p>
    </main>
  )
}
