import { useDocumentTitle } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useMay } from '../api/me.ts'
import type { EstateNodeDetail } from '../api/types.ts'
import { ErrorPanel } from '../feedback/error-panel.tsx'
import { FindingSkeleton } from '../finding/finding-skeleton.tsx'
import { Section } from '../shell/section.tsx'
import { counted } from '../words/format.ts'
import { NodeFacts } from './node-facts.tsx'
import { NodeLinks } from './node-links.tsx'
import { NewLink } from './node-new-link.tsx'
import { nodeQuery } from './node-query.ts'
import styles from './node-view.module.css'
import { hasWay, NodeWay } from './node-way.tsx'
import { NODE_KIND, nodeName } from './node-words.ts'

interface NodeViewProps {
  /** Ids. */
  asset: string
  node: string
}

/**
 * One thing of the estate in a side panel: what it is, who can reach it and by what way, and all that it is linked with. Its links open
 * other things in its place: the page must keep `open` in its address (node-open.ts).
 */
export function NodeView({ asset, node }: NodeViewProps) {
  const found = useQuery(nodeQuery(asset, node))
  if (found.error && !found.data) return <ErrorPanel error={found.error} retry={() => void found.refetch()} />
  if (!found.data) return <FindingSkeleton />
  return <Loaded node={found.data} />
}

function Loaded({ node }: { node: EstateNodeDetail }) {
  const mayWrite = useMay('inventory:write')
  const name = nodeName({ ...node, title: node.attributes.title ?? null })
  // A deployable's folder below what it is called, a pipeline's title below its file.
  const further = [node.attributes.title, node.name].find((words) => words && words !== name && words !== '.')
  useDocumentTitle(`${name} · Stance`)
  return (
    <article className={styles.view}>
      <header>
        <div className={styles.quiet}>{NODE_KIND[node.kind]}</div>
        <h1 className={styles.title}>{name}</h1>
        {further && <div className={styles.quiet}>{further}</div>}
      </header>
      {hasWay(node) && (
        <Section title="Way there">
          <NodeWay node={node} />
        </Section>
      )}
      <NodeFacts node={node} />
      <Section title="Links" beside={node.links.length > 0 ? counted(node.links.length, 'link') : undefined}>
        <NodeLinks node={node} />
        {mayWrite && <NewLink node={node} />}
      </Section>
    </article>
  )
}
