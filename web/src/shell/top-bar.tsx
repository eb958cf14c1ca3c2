import { ActionIcon } from '@mantine/core'
import { IconMenu2, IconSearch } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { openCommands } from './commands.tsx'
import styles from './shell.module.css'

/** On a phone, instead of the rail. */
export function TopBar({ onMenu }: { onMenu: () => void }) {
  return (
    <header className={styles.top}>
      <ActionIcon aria-label="Menu" onClick={onMenu}>
        <IconMenu2 />
      </ActionIcon>
      <Link to="/" className={styles.topBrand}>
        Stance
      </Link>
      <ActionIcon aria-label="Search" onClick={openCommands}>
        <IconSearch />
      </ActionIcon>
    </header>
  )
}
