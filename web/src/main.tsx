import './theme/mantine.css'
import 'virtual:theme-variables.css'
import './theme/tokens.css'
import './theme/global.css'
import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { queryClient } from './api/query-client.ts'
import { listenForShortcuts } from './keys/shortcuts.ts'
import { reloadAfterUpgrade } from './reload-after-upgrade.ts'
import { router } from './router.tsx'
import { theme } from './theme/theme.ts'

listenForShortcuts()
reloadAfterUpgrade()

createRoot(document.getElementById('root') ?? document.body).render(
  <StrictMode>
    <MantineProvider
      theme={theme}
      defaultColorScheme="auto"
      colorSchemeManager={localStorageColorSchemeManager({ key: 'stance-color-scheme' })}
      // Both would write <style> tags; the stylesheet of the build has the variables (see build/theme-variables.ts).
      withCssVariables={false}
      withGlobalClasses={false}
    >
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
      <Notifications position="bottom-right" />
    </MantineProvider>
  </StrictMode>,
)
