import { useQuery } from '@tanstack/react-query'
import type { NodeKind } from '../api/types.ts'
import { counted } from '../words/format.ts'
import styles from './data-flows.module.css'
import { dataClassWords } from './node-data.ts'
import { NodeLink } from './node-link.tsx'
import { dataEndsQuery } from './node-query.ts'
import type { NodeSearch } from './node-search.ts'
import { NODE_KIND, nodeName } from './node-words.ts'

/** Where data of the chosen classes is kept, and whom it may be sent to; under the page's other filters. */
const ENDS = [
  { title: 'Kept in', kinds: ['data-store'] },
  { title: 'May be sent to', kinds: ['third-party', 'ai'] },
] as const satisfies { title: string; kinds: NodeKind[] }[]

export function DataFlows({ search }: { search: NodeSearch }) {
  const found = useQuery(dataEndsQuery(search)).data
  if (!found || found.items.length === 0) return null
  const more = found.total - found.items.length
  return (
    <div className={styles.flows}>
      {ENDS.map(({ title, kinds }) => {
        const ends = found.items.filter(({ kind }) => (kinds as readonly NodeKind[]).includes(kind))
        return (
          ends.length > 0 && (
            <section key={title} aria-label={title}>
              <h2 className={styles.title}>{title}</h2>
              <ul className={styles.ends}>
                {ends.map((node) => (
                  <li key={`${node.asset.id} ${node.id}`}>
                    <NodeLink asset={node.asset.id} node={node.id}>
                      {nodeName({ ...node, title: node.attributes.title ?? null })}
                    </NodeLink>{' '}
                    <span className={styles.quiet}>
                      {NODE_KIND[node.kind].toLowerCase()} · {dataClassWords(node.dataClasses)}
                    </span>
                  </li>
                ))}
              </ul>
            </section>
          )
        )
      })}
      {more > 0 && <span className={styles.quiet}>and {counted(more, 'further place')}</span>}
    </div>
  )
}
