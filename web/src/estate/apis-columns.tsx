import type { EstateNode } from '../api/types.ts'
import type { Column } from '../list/column.ts'
import { EXPOSURE } from '../words/labels.ts'
import { TwoLines } from '../words/two-lines.tsx'
import styles from './apis.module.css'
import { AuthenticationMark } from './node-authentication.tsx'
import {
  applicationColumn,
  assetColumn,
  DataWords,
  exposureColumn,
  NodeRowName,
  placeColumn,
  Quiet,
} from './node-cells.tsx'

import { dataClassWords } from './node-data.ts'

/** The name without its method: the path, and with it the deployable where two have the same operation. */
const pathOf = ({ name, attributes: { method = '' } }: EstateNode): string =>
  name.startsWith(`${method} `) ? name.slice(method.length + 1) : name

/** `code, declared` → `Code and description`: an operation that only one of them knows is worth a look. */
function sourceWords(sources: string | undefined): string {
  const known = sources?.split(', ') ?? []
  if (known.includes('code') && known.includes('declared')) return 'Code, described'
  return known.includes('declared') ? 'Described only' : known.includes('code') ? 'Code only' : ''
}

export const API_COLUMNS: Column<EstateNode>[] = [
  {
    id: 'name',
    header: 'Operation',
    width: 'title',
    priority: 1,
    cell: (node) => (
      <NodeRowName node={node} path="/estate/apis" words={node.name}>
        <span className={styles.method}>{node.attributes.method}</span>
        {pathOf(node)}
      </NodeRowName>
    ),
  },
  exposureColumn,
  {
    id: 'authentication',
    header: 'Authentication',
    width: 'medium',
    priority: 2,
    cell: (node) => <AuthenticationMark node={node} />,
  },
  {
    id: 'data',
    header: 'Data',
    width: 'medium',
    priority: 3,
    cell: (node) => <DataWords node={node} />,
  },
  assetColumn,
  { ...placeColumn, priority: 4 },
  {
    id: 'framework',
    header: 'Framework',
    width: 'short',
    priority: 5,
    cell: ({ attributes }) => <Quiet text={attributes.framework} />,
  },
  {
    id: 'sources',
    header: 'Known from',
    width: 'medium',
    priority: 6,
    cell: ({ attributes }) => <Quiet text={sourceWords(attributes.sources)} />,
  },
  applicationColumn,
]

export const ApiLines = (node: EstateNode) => {
  const said = [
    node.exposure ? EXPOSURE[node.exposure] : 'Unknown',
    node.authenticated ? 'authenticated' : 'no authentication seen',
    dataClassWords(node.leadsTo),
    node.asset.name,
  ]
  return <TwoLines title={node.name} below={said.filter(Boolean).join(' · ')} />
}
