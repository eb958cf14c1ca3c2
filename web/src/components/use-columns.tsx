import type { PackageUse } from '../api/types.ts'
import type { Column } from '../list/column.ts'
import { RowLink } from '../list/row-links.tsx'
import { howUsed } from '../packages/how-used.ts'
import { TwoLines } from '../words/two-lines.tsx'
import styles from './component-columns.module.css'

const throughOf = ({ chain, path }: PackageUse): string =>
  chain.length > 1 ? chain.slice(0, -1).join(' › ') : (path ?? '–')

const AssetLink = ({ asset }: Pick<PackageUse, 'asset'>) => (
  <RowLink href={`/asset/${asset.id}?tab=dependencies`} className={styles.name}>
    {asset.name}
  </RowLink>
)

const Package = ({ component }: Pick<PackageUse, 'component'>) => (
  <>
    {component.name} <span className={styles.version}>{component.version}</span>
  </>
)

const Quiet = ({ text }: { text: string }) => (
  <span className={styles.quiet} title={text}>
    {text}
  </span>
)

export const USE_COLUMNS: Column<PackageUse>[] = [
  {
    id: 'asset',
    header: 'Asset',
    width: 'text',
    priority: 1,
    cell: ({ asset }) => <AssetLink asset={asset} />,
  },
  {
    id: 'package',
    header: 'Package',
    width: 'title',
    priority: 2,
    cell: ({ component }) => <Package component={component} />,
  },
  {
    id: 'owner',
    header: 'Owner',
    width: 'medium',
    priority: 3,
    cell: ({ team, application }) => <Quiet text={team?.name ?? application?.name ?? 'nobody'} />,
  },
  { id: 'how', header: 'How', width: 'medium', priority: 4, cell: (use) => <Quiet text={howUsed(use)} /> },
  {
    id: 'through',
    header: 'Through',
    width: 'text',
    priority: 5,
    cell: (use) => <Quiet text={throughOf(use)} />,
  },
  { id: 'tool', header: 'Seen by', width: 'medium', priority: 6, cell: ({ tool }) => <Quiet text={tool} /> },
]

export const UseLines = (use: PackageUse) => (
  <TwoLines
    title={<AssetLink asset={use.asset} />}
    below={
      <>
        <Package component={use.component} /> · {howUsed(use)} · {throughOf(use)}
      </>
    }
    end={<Quiet text={use.team?.name ?? ''} />}
  />
)
