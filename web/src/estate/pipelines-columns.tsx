import { IconPinnedOff } from '@tabler/icons-react'
import type { EstateNode } from '../api/types.ts'
import type { Column } from '../list/column.ts'
import { RowLink } from '../list/row-links.tsx'
import { count } from '../words/format.ts'
import { TwoLines } from '../words/two-lines.tsx'
import { assetColumn, NodeRowName, Quiet } from './node-cells.tsx'
import styles from './pipelines.module.css'
import { actionsOf, actionWords, fileWords, pipelineFindings, systemWords } from './pipelines-words.ts'

/** A list of one of its attributes. */
const listColumn = (id: string, header: string, priority: number): Column<EstateNode> => ({
  id,
  header,
  width: 'medium',
  priority,
  cell: ({ attributes }) => <Quiet text={attributes[id]} />,
})

/** `findings`: open pipeline findings by asset; undefined while they are on their way. */
export const pipelineColumns = (findings: ReadonlyMap<string, number> | undefined): Column<EstateNode>[] => [
  {
    id: 'name',
    header: 'Pipeline',
    width: 'text',
    priority: 1,
    cell: (node) => (
      <span className={styles.name} title={`${node.attributes.title ?? ''} ${node.name}`}>
        <NodeRowName node={node} path="/estate/pipelines" words={node.attributes.title || node.name} />
        {node.attributes.title && <span className={styles.file}>{fileWords(node.name)}</span>}
      </span>
    ),
  },
  {
    id: 'system',
    header: 'System',
    width: 'short',
    priority: 4,
    cell: (node) => <Quiet text={systemWords(node)} />,
  },
  listColumn('triggers', 'Triggers', 3),
  listColumn('builds', 'Builds', 6),
  listColumn('pushes', 'Pushes', 7),
  listColumn('deploys', 'Deploys', 5),
  {
    id: 'actions',
    header: 'Actions',
    width: 'medium',
    priority: 1,
    cell: (node) => <Actions node={node} />,
  },
  {
    id: 'secrets',
    header: 'Secrets',
    width: 'number',
    align: 'end',
    priority: 3,
    cell: ({ attributes: { secrets } }) => (
      <span className={secrets ? undefined : styles.none} title={secrets}>
        {count(secrets ? secrets.split(', ').length : 0)}
      </span>
    ),
  },
  listColumn('permissions', 'Permissions', 8),
  { ...assetColumn, priority: 2 },
  {
    id: 'findings',
    header: 'Findings',
    width: 'number',
    align: 'end',
    priority: 2,
    cell: ({ asset }) => <Findings asset={asset.id} open={findings && (findings.get(asset.id) ?? 0)} />,
  },
]

function Findings({ asset, open }: { asset: string; open: number | undefined }) {
  if (open === undefined) return null
  if (open === 0) return <span className={styles.none}>0</span>
  return <RowLink href={`/findings?${new URLSearchParams(pipelineFindings(asset))}`}>{count(open)}</RowLink>
}

function Actions({ node }: { node: EstateNode }) {
  const { used, unpinned } = actionsOf(node)
  if (used === 0) return <Quiet text="none" />
  return (
    <span className={styles.actions} title={actionWords({ used, unpinned })}>
      {count(used)}
      {unpinned > 0 ? (
        <span className={styles.unpinned}>
          <IconPinnedOff aria-hidden="true" />
          {count(unpinned)} not pinned
        </span>
      ) : (
        <span className={styles.file}>all pinned</span>
      )}
    </span>
  )
}

export const PipelineLines = (node: EstateNode) => (
  <TwoLines
    title={node.attributes.title || node.name}
    below={[systemWords(node), actionWords(actionsOf(node)), node.asset.name].filter(Boolean).join(' · ')}
  />
)
