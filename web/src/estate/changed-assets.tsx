import { IconGitCompare } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { AssetChanges } from '../api/types.ts'
import { EmptyState } from '../feedback/empty-state.tsx'
import type { Column } from '../list/column.ts'
import { DataList } from '../list/data-list.tsx'
import type { RowSource } from '../list/keyset-list.ts'
import { RowLink, RowName } from '../list/row-links.tsx'
import { LinkButton } from '../shell/link-button.tsx'
import { ago, count, dateTime } from '../words/format.ts'
import { TwoLines } from '../words/two-lines.tsx'
import { MaterialMark } from './change-list.tsx'
import styles from './changes.module.css'
import { changedAssetsQuery } from './changes-query.ts'

const idOf = ({ asset }: AssetChanges) => asset.id

/** Assets that were discovered at least twice, with how much the last discovery changed. */
export function ChangedAssets({ q, onOpen }: { q: string | undefined; onOpen: (asset: string) => void }) {
  const source = useChangedAssets(q)
  return (
    <DataList
      label="Assets that changed"
      source={source}
      columns={COLUMNS}
      narrow={Lines}
      rowId={idOf}
      onOpen={(row) => row && onOpen(row.asset.id)}
      empty={<NoChanges filtered={q !== undefined} />}
    />
  )
}

/** Two documents are read for each row, so that pages are small: they are asked for as one scrolls. */
function useChangedAssets(q: string | undefined): RowSource<AssetChanges> {
  const { data, error, hasNextPage, isFetching, fetchNextPage, refetch } = useInfiniteQuery(
    changedAssetsQuery(q),
  )
  return useMemo(() => {
    const items = data?.pages.flatMap((page) => page.items) ?? []
    return {
      loaded: items.length,
      total: data?.pages[0]?.total ?? null,
      at: (index) => items[index],
      ensure: (index) => {
        if (hasNextPage && !isFetching && index >= items.length - 1) void fetchNextPage()
      },
      error: data ? null : error,
      refresh: () => void refetch(),
      stale: false,
    }
  }, [data, error, hasNextPage, isFetching, fetchNextPage, refetch])
}

const COLUMNS: Column<AssetChanges>[] = [
  {
    id: 'asset',
    header: 'Asset',
    width: 'title',
    priority: 1,
    cell: ({ asset }) => <RowName href={`/estate/changes?asset=${asset.id}`}>{asset.name}</RowName>,
  },
  {
    id: 'application',
    header: 'Application',
    width: 'medium',
    priority: 4,
    cell: ({ application }) =>
      application && (
        <RowLink href={`/applications/${application.id}`} className={styles.small}>
          {application.name}
        </RowLink>
      ),
  },
  {
    id: 'material',
    header: 'Material',
    width: 'medium',
    priority: 1,
    cell: (row) => <Material row={row} />,
  },
  {
    id: 'changes',
    header: 'All',
    width: 'number',
    align: 'end',
    priority: 3,
    cell: ({ changes }) => count(changes),
  },
  {
    id: 'before',
    header: 'Before',
    width: 'number',
    align: 'end',
    priority: 5,
    cell: ({ from }) => <Age at={from.at} />,
  },
  {
    id: 'last',
    header: 'Last',
    width: 'number',
    align: 'end',
    priority: 2,
    cell: ({ to }) => <Age at={to.at} />,
  },
]

const Material = ({ row: { material } }: { row: AssetChanges }) =>
  material > 0 ? (
    <MaterialMark>{count(material)} material</MaterialMark>
  ) : (
    <span className={styles.quiet}>nothing material</span>
  )

const Age = ({ at }: { at: string }) => (
  <time className={styles.quiet} dateTime={at} title={dateTime(at)}>
    {ago(at)}
  </time>
)

const Lines = (row: AssetChanges) => (
  <TwoLines title={row.asset.name} below={<Material row={row} />} end={<Age at={row.to.at} />} />
)

const NoChanges = ({ filtered }: { filtered: boolean }) =>
  filtered ? (
    <EmptyState title="No asset matches">
      Only assets that were discovered twice are here. Search for a part of the name.
    </EmptyState>
  ) : (
    <EmptyState
      icon={<IconGitCompare />}
      title="Nothing to compare yet"
      action={
        <LinkButton variant="filled" to="/imports" search={{ discover: 'yes' }}>
          Discover a repository
        </LinkButton>
      }
    >
      <p>An asset that was discovered twice shows here what changed, what makes the risk larger first.</p>
      <p>
        In its pipeline: <code>stance discover .</code>
      </p>
    </EmptyState>
  )
