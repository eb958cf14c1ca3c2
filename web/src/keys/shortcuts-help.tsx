import { Kbd, Modal } from '@mantine/core'
import type { Shortcut } from './shortcuts.ts'
import { useActiveGroups } from './shortcuts.ts'
import styles from './shortcuts-help.module.css'

const SHOWN: Record<string, string> = { Escape: 'Esc', ArrowDown: '↓', ArrowUp: '↑' }

/** What the keys do on this page. */
export function ShortcutsHelp({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const groups = useActiveGroups().filter((group) => group.shortcuts.length > 0)
  const names = [...new Set(groups.map((group) => group.name))]
  return (
    <Modal opened={opened} onClose={onClose} title="Keys on this page" size="md">
      {names.map((name) => (
        <section key={name} className={styles.group}>
          <h3>{name}</h3>
          <dl className={styles.keys}>
            {groups
              .filter((group) => group.name === name)
              .flatMap((group) => group.shortcuts)
              .map((shortcut) => (
                <Row key={shortcut.does} shortcut={shortcut} />
              ))}
          </dl>
        </section>
      ))}
    </Modal>
  )
}

const Row = ({ shortcut }: { shortcut: Shortcut }) => (
  <div className={styles.row}>
    <dt>{shortcut.does}</dt>
    <dd>
      {[shortcut.keys]
        .flat()
        .flatMap((keys) => keys.split(' '))
        .map((key) => (
          <Kbd key={key}>{SHOWN[key] ?? key}</Kbd>
        ))}
    </dd>
  </div>
)
