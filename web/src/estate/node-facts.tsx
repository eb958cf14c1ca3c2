import { Link } from '@tanstack/react-router'
import type { EstateNodeDetail, NodeKind } from '../api/types.ts'
import { Fact, Facts, When } from '../words/facts.tsx'
import { attributeWords } from './node-attributes.ts'
import { AuthenticationMark } from './node-authentication.tsx'
import { dataClassWords, onlyLedTo } from './node-data.ts'
import { ExposureMark } from './node-exposure.tsx'
import styles from './node-view.module.css'
import { PipelineFindings } from './pipelines-findings.tsx'

/** Of these one wants to know who can reach them, also when nothing tells. */
const REACHABLE: ReadonlySet<NodeKind> = new Set([
  'deployable',
  'endpoint',
  'workload',
  'service',
  'ingress',
  'load-balancer',
  'gateway',
  'data-store',
  'queue',
  'function',
  'host',
])

/** Where it stands, who can reach it, what data it holds, and what else its source says. */
export function NodeFacts({ node }: { node: EstateNodeDetail }) {
  const further = onlyLedTo(node)
  return (
    <Facts>
      {(node.exposure !== null || REACHABLE.has(node.kind)) && (
        <Fact label="Exposure">
          <ExposureMark exposure={node.exposure} />
          {node.exposure === null && <span className={styles.quiet}>nothing shows who can reach it</span>}
          {node.attributes.exposedBy && <code>{node.attributes.exposedBy}</code>}
        </Fact>
      )}
      {node.authenticated !== null && (
        <Fact label="Authentication">
          <AuthenticationMark node={node} />
        </Fact>
      )}
      {node.dataClasses.length > 0 && <Fact label="Data">{dataClassWords(node.dataClasses)}</Fact>}
      {further.length > 0 && <Fact label="Leads to">{dataClassWords(further)}</Fact>}
      {node.kind === 'pipeline' && (
        <Fact label="Findings">
          <PipelineFindings node={node} />
        </Fact>
      )}
      <Fact label="Asset">
        <Link to="/asset/$id" params={{ id: node.asset.id }}>
          {node.asset.name}
        </Link>
        {node.application && (
          <Link to="/applications/$id" params={{ id: node.application.id }}>
            {node.application.name}
          </Link>
        )}
      </Fact>
      {node.place && (
        <Fact label="Place">
          <code>{node.place}</code>
        </Fact>
      )}
      {attributeWords(node.attributes).map(([label, value]) => (
        <Fact key={label} label={label}>
          {value}
        </Fact>
      ))}
      <Fact label="First seen">
        <When time={node.firstSeen} />
      </Fact>
    </Facts>
  )
}
