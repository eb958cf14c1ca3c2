import type { EstateNode } from '../api/types.ts'
import type { Column } from '../list/column.ts'
import { percent } from '../words/format.ts'
import { TwoLines } from '../words/two-lines.tsx'
import { applicationColumn, assetColumn, DataWords, NodeRowName, placeColumn, Quiet } from './node-cells.tsx'
import { dataClassWords } from './node-data.ts'

const sure = ({ attributes }: EstateNode): string =>
  attributes.confidence ? percent(Number(attributes.confidence)) : '–'

export const DATA_COLUMNS: Column<EstateNode>[] = [
  {
    id: 'name',
    header: 'Model, field',
    width: 'text',
    priority: 1,
    cell: (node) => <NodeRowName node={node} path="/estate/data" words={node.name} />,
  },
  {
    id: 'class',
    header: 'Class',
    width: 'medium',
    priority: 1,
    cell: (node) => <DataWords node={node} />,
  },
  {
    id: 'sort',
    header: 'Kind',
    width: 'medium',
    priority: 2,
    cell: ({ attributes }) => <Quiet text={attributes.sort} />,
  },
  {
    id: 'confidence',
    header: 'Sure',
    width: 'number',
    align: 'end',
    priority: 3,
    cell: sure,
  },
  {
    id: 'why',
    header: 'Why',
    width: 'wide',
    priority: 5,
    cell: ({ attributes }) => <Quiet text={attributes.evidence} />,
  },
  { ...assetColumn, priority: 4 },
  { ...placeColumn, priority: 6 },
  applicationColumn,
]

export const DataLines = (node: EstateNode) => (
  <TwoLines
    title={node.name}
    below={[dataClassWords(node.dataClasses), node.attributes.sort, node.asset.name]
      .filter(Boolean)
      .join(' · ')}
    end={sure(node)}
  />
)
