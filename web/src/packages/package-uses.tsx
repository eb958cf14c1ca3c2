import { Skeleton } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import styles from '../advisory/advisory.module.css'
import { ErrorPanel } from '../feedback/error-panel.tsx'
import { MoreRows, rowsOf } from '../list/paged-rows.tsx'
import { PlainTable } from '../list/plain-table.tsx'
import { Section } from '../shell/section.tsx'
import { counted } from '../words/format.ts'
import { howUsed } from './how-used.ts'
import { packageUsesQuery } from './package-queries.ts'

/** Who uses it in any version on their default branch. */
export function PackageUses({ name }: { name: string }) {
  const uses = useInfiniteQuery(packageUsesQuery(name))
  if (uses.error && !uses.data) return <ErrorPanel error={uses.error} retry={() => void uses.refetch()} />
  if (!uses.data) return <Skeleton height="var(--row-height-tall)" />
  const { items, total } = rowsOf(uses.data)
  return (
    <Section title="Used by" beside={counted(total, 'use')}>
      <PlainTable label="Who uses it" heads={['Asset', 'Team', 'Version', 'How', 'Path', 'Seen by']}>
        {items.map((use) => (
          <tr key={`${use.asset.id} ${use.component.id} ${use.tool} ${use.path}`}>
            <td>
              <Link to="/asset/$id" params={{ id: use.asset.id }}>
                {use.asset.name}
              </Link>
            </td>
            <td>{use.team?.name ?? 'nobody'}</td>
            <td>{use.component.version}</td>
            <td>{howUsed(use)}</td>
            <td>
              {use.path ? <code>{use.path}</code> : use.chain.length < 2 && '–'}
              {use.chain.length > 1 && <div className={styles.quiet}>{use.chain.join(' › ')}</div>}
            </td>
            <td>{use.tool}</td>
          </tr>
        ))}
      </PlainTable>
      <MoreRows list={uses} />
    </Section>
  )
}
