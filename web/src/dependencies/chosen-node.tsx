import { Link } from '@tanstack/react-router'
import type { DependencyGraph } from '../api/types.ts'
import { openFindingsOf } from '../components/finding-search.ts'
import { counted } from '../words/format.ts'
import styles from './dependencies.module.css'

/** What is chosen and where it leads; the line keeps its room, so that nothing jumps. */
export function ChosenNode({
  node,
  onOnly,
  onClear,
}: {
  node: DependencyGraph['nodes'][number] | undefined
  /** Narrows the picture to what leads there. */
  onOnly: (name: string) => void
  onClear: () => void
}) {
  if (!node) {
    return (
      <p className={styles.chosen}>
        <span className={styles.quiet}>Choose a component to see how it comes in and what it needs.</span>
      </p>
    )
  }
  return (
    <p className={styles.chosen}>
      <Link to="/components" search={{ q: `${node.name}@${node.version}`, open: node.id }}>
        {node.name} {node.version}
      </Link>
      {node.direct !== null && <span>{node.direct ? 'direct' : 'indirect'}</span>}
      {node.openFindings > 0 && (
        <Link to="/findings" search={openFindingsOf(node.name, node.version)}>
          {counted(node.openFindings, 'open finding')}
        </Link>
      )}
      <button type="button" className={styles.clear} onClick={() => onOnly(node.name)}>
        only what leads to it
      </button>
      <button type="button" className={styles.clear} onClick={onClear}>
        choose none
      </button>
    </p>
  )
}
