import { Drawer } from '@mantine/core'
import { useDisclosure, useLocalStorage } from '@mantine/hooks'
import { useQueryClient } from '@tanstack/react-query'
import { Outlet, useNavigate } from '@tanstack/react-router'
import { useLiveEvents } from '../api/live-events.ts'
import { useShortcuts } from '../keys/shortcuts.ts'
import { ShortcutsHelp } from '../keys/shortcuts-help.tsx'
import { Commands } from './commands.tsx'
import { PLACES } from './places.ts'
import { Rail } from './rail.tsx'
import styles from './shell.module.css'
import { TopBar } from './top-bar.tsx'

/** What stays while pages change: the rail, the commands, the keys and the line to the server's events. */
export function Shell() {
  useLiveEvents(useQueryClient())
  const navigate = useNavigate()
  const [help, { open: openHelp, close: closeHelp }] = useDisclosure()
  const [menu, { open: openMenu, close: closeMenu }] = useDisclosure()
  const [small, setSmall] = useLocalStorage({
    key: 'stance-rail-small',
    defaultValue: false,
    getInitialValueInEffect: false,
  })

  useShortcuts('Everywhere', [
    { keys: '?', does: 'Show these keys', run: openHelp },
    ...PLACES.map((place) => ({
      keys: `g ${place.key}`,
      does: `Go to ${place.label}`,
      run: () => void navigate({ to: place.to, search: place.search }),
    })),
  ])
  return (
    <div className={styles.shell} data-small={small || undefined}>
      <a href="#main" className={styles.skip}>
        Skip to the page
      </a>
      <TopBar onMenu={openMenu} />
      <aside className={styles.rail}>
        <Rail small={small} onSmall={() => setSmall(!small)} onHelp={openHelp} />
      </aside>
      <main id="main" className={styles.main} tabIndex={-1}>
        <Outlet />
      </main>
      <Drawer opened={menu} onClose={closeMenu} title="Stance" size="xs" classNames={{ body: styles.drawer }}>
        <Rail small={false} onNavigate={closeMenu} onHelp={openHelp} />
      </Drawer>
      <ShortcutsHelp opened={help} onClose={closeHelp} />
      <Commands />
    </div>
  )
}
