import { Button } from '@mantine/core'
import { Component, type ReactNode } from 'react'
import { say } from '../design/language.ts'
import { Empty } from '../design/states.tsx'

// A screen that breaks leaves the rest of the app standing. A newer version on the server has renamed the files of
// this one, and reloading gets them.
export class Fence extends Component<{ children: ReactNode }, { failure: Error | null }> {
  override state: { failure: Error | null } = { failure: null }

  static getDerivedStateFromError(failure: Error) {
    return { failure }
  }

  override render() {
    if (!this.state.failure) return this.props.children
    return (
      <Empty title={say('Cet écran n’a pas pu s’afficher', 'This screen could not be shown')}>
        {say('Rien n’a été perdu.', 'Nothing was lost.')}
        <Button variant="default" onClick={() => window.location.reload()}>
          {say('Recharger', 'Reload')}
        </Button>
      </Empty>
    )
  }
}
