import '@fontsource-variable/inter/wght.css'
import './design/mantine.css'
import 'virtual:theme-variables.css'
import './design/base.css'
import { MantineProvider, mergeThemeOverrides } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { known } from './changes/queries.ts'
import { say } from './design/language.ts'
import { theme } from './design/theme.ts'
import { App } from './shell/App.tsx'

const closing = { defaultProps: { closeButtonProps: { 'aria-label': say('Fermer', 'Close') } } }
const clearing = { defaultProps: { 'aria-label': say('Effacer', 'Clear') } }
const spoken = mergeThemeOverrides(theme, { components: { Modal: closing, Drawer: closing, Notification: closing, InputClearButton: clearing } })

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    {/* No <style> element is written at run time: variables and classes come with the stylesheet. */}
    <MantineProvider theme={spoken} defaultColorScheme="auto" withCssVariables={false} withGlobalClasses={false}>
      <QueryClientProvider client={known}>
        <App />
        <Notifications position="bottom-right" limit={4} />
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
)
