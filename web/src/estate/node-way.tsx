import type { EstateNodeDetail } from '../api/types.ts'
import { ExposureMark } from './node-exposure.tsx'
import { NodeLink } from './node-link.tsx'
import styles from './node-view.module.css'
import { NODE_KIND, nodeName } from './node-words.ts'

/** Something shows how it is reached: a way, or its own source that says so. */
export const hasWay = ({ way, exposure }: EstateNodeDetail): boolean =>
  exposure !== null && (way.length > 0 || exposure === 'internet')

/** How a thing is reached, from the outside to it. Where no link leads in from outside, the first one's source says who reaches it. */
export const NodeWay = ({ node }: { node: EstateNodeDetail }) => (
  <ol className={styles.way} aria-label="Way there">
    {node.way[0]?.kind !== 'internet' && node.kind !== 'internet' && (
      <li>
        <ExposureMark exposure={node.exposure} />
      </li>
    )}
    {node.way.map((step) => (
      <li key={step.id}>
        <NodeLink asset={step.asset} node={step.id}>
          {nodeName(step)}
        </NodeLink>
        {step.kind !== 'internet' && <span className={styles.small}>{NODE_KIND[step.kind]}</span>}
      </li>
    ))}
    <li aria-current="true">
      <span className={styles.here}>{nodeName({ ...node, title: node.attributes.title ?? null })}</span>
      <span className={styles.small}>{NODE_KIND[node.kind]}</span>
    </li>
  </ol>
)
