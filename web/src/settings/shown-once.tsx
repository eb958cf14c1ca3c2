import { Button, CopyButton } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import styles from './settings.module.css'

/** A secret that is never shown again, ready to be copied. */
export function ShownOnce({ label, value, onDone }: { label: string; value: string; onDone: () => void }) {
  return (
    <div className={styles.secret} role="status">
      <span>{label}</span>
      <code>{value}</code>
      <CopyButton value={value}>
        {({ copied, copy }) => (
          <Button onClick={copy} leftSection={copied ? <IconCheck /> : <IconCopy />}>
            {copied ? 'Copied' : 'Copy'}
          </Button>
        )}
      </CopyButton>
      <Button variant="subtle" onClick={onDone}>
        Done
      </Button>
    </div>
  )
}
