import { useDisclosure } from '@mantine/hooks'
import { getRouteApi } from '@tanstack/react-router'
import { useMay } from '../api/me.ts'
import { useShortcuts } from '../keys/shortcuts.ts'
import { TriageDialog } from '../triage/triage-dialog.tsx'
import styles from './finding-view.module.css'
import { FindingView } from './finding-view.tsx'

const route = getRouteApi('/shell/findings/$id')

/** One finding on a page of its own, to be shared. */
export function FindingPage() {
  const { id } = route.useParams()
  const [triage, { open, close }] = useDisclosure()
  useShortcuts('Finding', useMay('findings:triage') ? [{ keys: 'e', does: 'Triage', run: open }] : [])
  return (
    <div className={styles.page}>
      <FindingView key={id} id={id} onTriage={open} />
      <TriageDialog opened={triage} onClose={close} target={{ ids: [id], count: 1 }} />
    </div>
  )
}
