import type { AuditEntry } from '../api/types.ts'
import { RowLink } from '../list/row-links.tsx'
import styles from './audit-object.module.css'
import { objectName, objectPath } from './audit-words.ts'

/** What an entry is about, by name, and the way to it; `stops`: the keyboard stops there, as outside of grids. */
export function AuditObject({
  entry: { action, object, detail },
  stops = false,
}: {
  entry: Pick<AuditEntry, 'action' | 'object' | 'detail'>
  stops?: boolean
}) {
  // Who came in is who did it.
  if (action.startsWith('session.')) return null
  const [name, path] = [objectName(object, detail), objectPath(action, object)]
  return path ? (
    <RowLink href={path} className={styles.link} stops={stops}>
      {name}
    </RowLink>
  ) : (
    <span title={object}>{name}</span>
  )
}
