import { useSyncExternalStore } from 'react'
import { connection } from '../changes/connection.ts'
import { say } from '../design/language.ts'
import classes from './Connection.module.css'

// The state of the network and of what is being saved. Nothing is said while all is well.
export function Connection() {
  const state = useSyncExternalStore(connection.watch, connection.state)
  if (state === 'well') return <div className={classes.quiet} role="status" />
  const words = {
    saving: say('Enregistrement…', 'Saving…'),
    waiting: say('Le serveur ne répond pas : nouvel essai dans un instant. Rien n’est perdu.', 'The server does not answer: trying again shortly. Nothing is lost.'),
    offline: say('Hors ligne. Ce qui est affiché peut avoir changé ; vous pourrez enregistrer au retour du réseau.', 'Offline. What you see may have changed; you can save once the network is back.'),
  }[state]
  return (
    <div className={classes.state} role="status" data-state={state}>
      <span className={classes.dot} aria-hidden="true" />
      {words}
    </div>
  )
}
