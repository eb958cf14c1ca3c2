import { Checkbox } from '@mantine/core'
import { IconPlus, IconSitemap } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'
import { useMay } from '../api/me.ts'
import type { Combination } from '../api/types.ts'
import { useWish } from '../api/use-wish.ts'
import { EmptyState } from '../feedback/empty-state.tsx'
import type { Column } from '../list/column.ts'
import { DataList } from '../list/data-list.tsx'
import { RowLink, RowName } from '../list/row-links.tsx'
import { SearchField } from '../list/search-field.tsx'
import { Toolbar } from '../list/toolbar.tsx'
import { wholeList } from '../list/whole-list.ts'
import { SplitView } from '../panel/split-view.tsx'
import { LinkButton } from '../shell/link-button.tsx'
import { FullPage } from '../shell/page.tsx'
import { agoInWords, count } from '../words/format.ts'
import { SeverityMark } from '../words/severity-mark.tsx'
import { TwoLines } from '../words/two-lines.tsx'
import { combinationsQuery, useCombinationChange } from './combination-queries.ts'
import styles from './combinations.module.css'

const route = getRouteApi('/shell/combinations')
const idOf = ({ id }: Combination) => id
const found = ({ id }: Combination) => `/findings?kind=combination&state=open&rule=${encodeURIComponent(id)}`

const COLUMNS: Column<Combination>[] = [
  {
    id: 'enabled',
    header: 'In force',
    width: 'number',
    priority: 1,
    cell: (one) => <InForce combination={one} />,
  },
  {
    id: 'severity',
    header: 'Sev.',
    width: 'mark',
    priority: 2,
    cell: ({ severity }) => <SeverityMark severity={severity} />,
  },
  {
    id: 'title',
    header: 'Combination',
    width: 'title',
    priority: 1,
    cell: ({ id, title }) => <RowName href={`/combinations/${id}`}>{title}</RowName>,
  },
  {
    id: 'question',
    header: 'Way',
    width: 'text',
    priority: 4,
    cell: ({ question }) => (
      <code className={styles.quiet} title={question}>
        {question}
      </code>
    ),
  },
  {
    id: 'source',
    header: 'From',
    width: 'wide',
    priority: 5,
    cell: ({ source }) => (
      <span className={styles.quiet}>{source === 'shipped' ? 'Comes with Stance' : 'Your own'}</span>
    ),
  },
  {
    id: 'hits',
    header: 'Findings',
    width: 'number',
    priority: 2,
    align: 'end',
    cell: (one) =>
      one.hits === 0 ? (
        <span className={styles.quiet}>0</span>
      ) : (
        <RowLink href={found(one)}>{count(one.hits)}</RowLink>
      ),
  },
]

const Lines = (one: Combination) => (
  <TwoLines
    mark={<SeverityMark severity={one.severity} />}
    title={one.title}
    below={one.enabled ? 'In force' : 'Not in force'}
    end={count(one.hits)}
  />
)

function InForce({ combination: { id, title, enabled } }: { combination: Combination }) {
  const { change } = useCombinationChange()
  const [shown, wish] = useWish(enabled, (wished, onSettled) =>
    change.mutate({ id, enabled: wished }, { onSettled }),
  )
  return (
    <Checkbox
      aria-label={`${title} in force`}
      checked={shown}
      disabled={!useMay('policies:write') || change.isPending}
      onChange={(event) => wish(event.currentTarget.checked)}
    />
  )
}

/** Weaknesses that are harmless alone and dangerous on one way: what the estate is searched for. */
export function CombinationsPage() {
  const { q }: { q?: string } = route.useSearch()
  const navigate = route.useNavigate()
  const all = useQuery(combinationsQuery)
  const shown = useMemo(() => all.data && matching(all.data.items, q), [all.data, q])
  const open = useCallback(
    (one: Combination | null) => one && void navigate({ to: '/combinations/$id', params: { id: one.id } }),
    [navigate],
  )
  const lastRun = all.data?.lastRun
  return (
    <FullPage
      title="Combinations"
      beside={shown && count(shown.length)}
      actions={
        useMay('policies:write') && (
          <LinkButton to="/new-combination" variant="filled" leftSection={<IconPlus />}>
            New combination
          </LinkButton>
        )
      }
    >
      <Toolbar>
        <SearchField
          label="Search combinations"
          value={q ?? ''}
          onChange={(text) => void navigate({ search: { q: text || undefined }, replace: true })}
        />
        {lastRun && (
          <span className={styles.quiet}>
            {count(lastRun.things)} things of the estate were looked at {agoInWords(lastRun.at)}
          </span>
        )}
      </Toolbar>
      <SplitView>
        <DataList
          label="Combinations"
          source={wholeList(shown, all.error, () => void all.refetch())}
          columns={COLUMNS}
          narrow={Lines}
          rowId={idOf}
          onOpen={open}
          empty={
            <EmptyState icon={<IconSitemap />} title="No combination matches">
              Search for a part of its title or of the way.
            </EmptyState>
          }
        />
      </SplitView>
    </FullPage>
  )
}

const matching = (all: Combination[], q = ''): Combination[] =>
  all.filter(({ title, question, description }) =>
    `${title} ${question} ${description}`.toLowerCase().includes(q.toLowerCase()),
  )
