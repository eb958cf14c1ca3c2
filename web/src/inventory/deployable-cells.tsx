import type { EstateNode } from '../api/types.ts'
import { dataClassWords } from '../estate/node-data.ts'
import { ExposureMark } from '../estate/node-exposure.tsx'
import { openOf } from '../estate/node-open.ts'
import { nodeName } from '../estate/node-words.ts'
import { RowName } from '../list/row-links.tsx'
import { TwoLines } from '../words/two-lines.tsx'
import styles from './inventory-columns.module.css'

/** Its title; one whose manifest gives none and that is the whole repository is called as that. */
export function deployableName(node: EstateNode): string {
  const name = nodeName({ ...node, title: node.attributes.title ?? null })
  return name === '.' ? node.asset.name : name
}

/** `service · TypeScript, Express`: what sort of deployable it is and what it is made with. */
export const madeWith = ({ attributes: { sort, frameworks, languages } }: EstateNode): string =>
  [sort, frameworks || languages].filter(Boolean).join(' · ')

/** Data that a deployable holds or leads to. */
export const dataOf = ({ dataClasses, leadsTo }: EstateNode): string =>
  dataClassWords([...new Set([...dataClasses, ...leadsTo])])

export const DeployableName = ({ node }: { node: EstateNode }) => (
  <span className={styles.deployable}>
    <RowName
      href={`/applications?open=${openOf({ asset: node.asset.id, node: node.id })}`}
      className={styles.name}
    >
      {deployableName(node)}
    </RowName>
    <span className={styles.kind}>{madeWith(node)}</span>
  </span>
)

/** Who can reach it and what data it leads to. */
export const DeployableContext = ({ node }: { node: EstateNode }) => (
  <span className={styles.found}>
    <ExposureMark exposure={node.exposure} />
    <span className={styles.data}>{dataOf(node)}</span>
  </span>
)

export const DeployableLines = ({ node }: { node: EstateNode }) => (
  <TwoLines title={<DeployableName node={node} />} below={<DeployableContext node={node} />} />
)
