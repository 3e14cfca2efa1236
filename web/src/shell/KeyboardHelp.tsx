import { Modal } from '@mantine/core'
import { say } from '../design/language.ts'
import { keyMap } from './keyMap.ts'
import classes from './KeyboardHelp.module.css'

export function KeyboardHelp({ opened, close }: { opened: boolean; close: () => void }) {
  return (
    <Modal opened={opened} onClose={close} size={760} title={say('Raccourcis clavier', 'Keyboard shortcuts')}>
      <div className={classes.places}>
        {keyMap().map(({ place, keys }) => (
          <section key={place} className={classes.place}>
            <h3 className={classes.heading}>{place}</h3>
            <dl className={classes.keys}>
              {keys.map(({ press, does }) => (
                <div key={press} className={classes.line}>
                  <dt>
                    <kbd className={classes.key}>{press}</kbd>
                  </dt>
                  <dd>{does}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  )
}
