import { Button, VisuallyHidden } from '@mantine/core'
import { useState } from 'react'
import type { Answer } from '../../api/types.ts'
import { count, counted } from '../../words/format.ts'
import { shortName } from '../map/item-words.ts'
import { KindIcon } from '../map/kind-icon.tsx'
import { NodeLink } from '../node-link.tsx'
import { LINK_KIND, NODE_KIND } from '../node-words.ts'
import styles from './answers.module.css'

type Path = Answer['paths'][number]

/** Shown at first: each is up to nine links. */
const FEW = 50

/** Ways that answer the question, each from its first step's thing to its last one's. */
export function Answers({ answer: { paths, total, cut } }: { answer: Answer }) {
  const [all, setAll] = useState(false)
  const shown = all ? paths : paths.slice(0, FEW)
  return (
    <section aria-label="Answers">
      <p className={styles.count} role="status">
        {total === 0 ? (
          `Nothing answers it${cut ? ' as far as was looked' : '.'}`
        ) : (
          <strong>{counted(total, 'answer')}</strong>
        )}
        {total > paths.length && `, the first ${count(paths.length)} below`}
        {cut && total <= paths.length && ', and there may be more: a bound was met'}
        {cut && total > paths.length && '; a condition more makes it fewer'}
      </p>
      <ol className={styles.paths}>
        {shown.map((path) => (
          <li key={path.at(-1)?.id} className={styles.path}>
            <PathLine path={path} />
          </li>
        ))}
      </ol>
      {shown.length < paths.length && (
        <Button variant="subtle" onClick={() => setAll(true)}>
          {count(paths.length - shown.length)} more
        </Button>
      )}
    </section>
  )
}

const PathLine = ({ path }: { path: Path }) =>
  path.map((node, at) => {
    const by = node.via && LINK_KIND[node.via][node.against ? 'in' : 'out'].toLowerCase()
    const isLast = at === path.length - 1
    return (
      <span
        key={node.id}
        className={styles.node}
        title={`${by ? `${by} → ` : ''}${NODE_KIND[node.kind]} ${node.name}`}
      >
        {by && (
          <>
            <span className={styles.via} aria-hidden="true">
              →
            </span>
            <VisuallyHidden>{by}</VisuallyHidden>
          </>
        )}
        <KindIcon kind={node.kind} />
        <NodeLink asset={node.asset.id} node={node.id} className={isLast ? styles.last : undefined}>
          {shortName(node)}
        </NodeLink>
        {isLast && (
          <span className={styles.kind}>
            {NODE_KIND[node.kind]} of {node.asset.name}
          </span>
        )}
      </span>
    )
  })
