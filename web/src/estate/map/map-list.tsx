import { useMemo } from 'react'
import { EXPOSURE } from '../../words/labels.ts'
import { NodeLink } from '../node-link.tsx'
import { NODE_KIND } from '../node-words.ts'
import { DataLetters, ItemMarks } from './item-marks.tsx'
import { dataOf, exposureOf, fullName, groupName, itemWords } from './item-words.ts'
import { KindIcon } from './kind-icon.tsx'
import type { Graph } from './map-graph.ts'
import { type Item, itemsOf } from './map-items.ts'
import styles from './map-list.module.css'
import { type Branch, foundIn, treeOf } from './map-tree.ts'

const NONE: ReadonlySet<string> = new Set()

/** The same graph as lists in lists: what a thing leads to stands below it. */
export function MapList({ graph, found }: { graph: Graph; found: ReadonlySet<string> | undefined }) {
  const branches = useMemo(() => treeOf(itemsOf(graph, NONE)), [graph])
  const shown = foundIn(branches, found)
  return (
    <nav className={styles.list} aria-label="Map">
      {shown.length === 0 && <p className={styles.quiet}>Nothing is called so.</p>}
      <Branches branches={shown} found={found} />
    </nav>
  )
}

function Branches({ branches, found }: { branches: Branch[]; found: ReadonlySet<string> | undefined }) {
  return (
    <ul className={styles.branches}>
      {branches.map(({ item, again, children }) => (
        <li key={item.id}>
          {item.group ? (
            <details open={found !== undefined}>
              <summary className={styles.line} title={itemWords(item)}>
                <KindIcon kind={item.kind} />
                <span className={styles.name}>{groupName(item)}</span>
                <ItemMarks item={item} />
              </summary>
              <ul className={styles.branches}>
                {item.nodes
                  .filter(({ id }) => found?.has(id) ?? true)
                  .map((node) => (
                    <li key={node.id}>
                      <Line item={{ kind: item.kind, nodes: [node] }} />
                    </li>
                  ))}
              </ul>
            </details>
          ) : (
            <Line item={item} again={again} />
          )}
          {children.length > 0 && <Branches branches={children} found={found} />}
        </li>
      ))}
    </ul>
  )
}

interface LineProps {
  item: Pick<Item, 'kind' | 'nodes' | 'group'>
  again?: boolean
}

function Line({ item, again }: LineProps) {
  const [node] = item.nodes
  if (!node) return null
  const exposure = exposureOf(item)
  return (
    <div className={styles.line}>
      <KindIcon kind={item.kind} />
      <NodeLink asset={node.asset.id} node={node.id} className={styles.name}>
        {fullName(node)}
      </NodeLink>
      <span className={styles.quiet}>
        {item.kind !== 'internet' && NODE_KIND[item.kind]}
        {item.kind !== 'internet' && exposure && `, ${EXPOSURE[exposure].toLowerCase()}`}
        {node.authenticated === false && ', no authentication'}
        {again && ', again'}
      </span>
      {item.kind !== 'internet' && dataOf(item).length > 0 && <DataLetters data={dataOf(item)} />}
    </div>
  )
}
