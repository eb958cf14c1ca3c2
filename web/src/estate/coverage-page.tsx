import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'
import { listed } from '../api/search-params.ts'
import type { CoverageClass, CoverageRow } from '../api/types.ts'
import { useChange } from '../api/use-change.ts'
import { AssetView } from '../inventory/asset-view.tsx'
import { useApplicationChoices } from '../inventory/use-choices.ts'
import { DataList } from '../list/data-list.tsx'
import { SearchField } from '../list/search-field.tsx'
import { Toolbar } from '../list/toolbar.tsx'
import { wholeList } from '../list/whole-list.ts'
import { SplitView } from '../panel/split-view.tsx'
import { LinkButton } from '../shell/link-button.tsx'
import { FullPage } from '../shell/page.tsx'
import { count } from '../words/format.ts'
import styles from './coverage.module.css'
import { COVERAGE_COLUMNS, CoverageLines, GapMark } from './coverage-columns.tsx'
import { CoverageGaps } from './coverage-gaps.tsx'
import { coverageQuery } from './coverage-query.ts'
import { EstateTabs } from './estate-tabs.tsx'
import { NoCoverage } from './no-coverage.tsx'

const route = getRouteApi('/shell/estate/coverage')

interface Search {
  q?: string | undefined
  application?: string | undefined
  gap?: string | undefined
  staleDays?: string | undefined
  sort?: string | undefined
  order?: string | undefined
  open?: string | undefined
}

const STALE_DAYS = '30'
const CHOICES = ['7', '14', '30', '60', '90', '180', '365']
const idOf = ({ asset }: CoverageRow) => asset.id

/** Which classes of tools looked at each asset, and which never did or too long ago. */
export function CoveragePage() {
  const search: Search = route.useSearch()
  const change = useChange<Search>(route.useNavigate())
  const { q, application, gap, open } = search
  const staleDays = /^\d{1,3}$/.test(search.staleDays ?? '') ? String(search.staleDays) : STALE_DAYS
  const sort = {
    by: search.sort === 'name' ? 'name' : 'gaps',
    order:
      search.order === 'asc' ? 'asc' : search.order === 'desc' || search.sort !== 'name' ? 'desc' : 'asc',
  } as const
  const coverage = useQuery(
    coverageQuery({ q, application, gap, staleDays, sort: sort.by, order: sort.order }),
  )
  const { data, error, refetch } = coverage
  const source = useMemo(() => wholeList(data?.items, error, () => void refetch()), [data, error, refetch])
  const onOpen = useCallback((row: CoverageRow | null) => change({ open: row?.asset.id }), [change])
  const chosen = listed(gap)
  const toggle = (one: CoverageClass) => {
    const next = chosen.includes(one) ? chosen.filter((other) => other !== one) : [...chosen, one]
    change({ gap: next.join(',') || undefined })
  }
  const { found: applications, onSearchChange } = useApplicationChoices([application])
  const cut = data && data.total > data.items.length
  return (
    <FullPage title="Coverage" beside={data ? count(data.total) : null}>
      <EstateTabs current="coverage" />
      <CoverageGaps gaps={data?.gaps ?? (error ? null : undefined)} chosen={chosen} onToggle={toggle} />
      <Toolbar>
        <SearchField
          label="Search assets"
          value={q ?? ''}
          onChange={(text) => change({ q: text || undefined })}
        />
        <Select
          aria-label="Application"
          placeholder="Any application"
          data={[
            ...applications.map(({ id, name }) => ({ value: id, label: name })),
            { value: 'none', label: 'Without an application' },
          ]}
          value={application ?? null}
          onChange={(value) => change({ application: value ?? undefined })}
          onSearchChange={onSearchChange}
          searchable
          clearable
        />
        <Select
          aria-label="Too old after"
          data={[...new Set([...CHOICES, staleDays])]
            .toSorted((a, b) => Number(a) - Number(b))
            .map((value) => ({ value, label: `Too old after ${value} days` }))}
          value={staleDays}
          onChange={(value) => change({ staleDays: value === STALE_DAYS ? undefined : (value ?? undefined) })}
          allowDeselect={false}
        />
        <div className={styles.key}>
          {cut && (
            <span>
              The first {count(data.items.length)} of {count(data.total)}: search or filter.
            </span>
          )}
          <span className={styles.mark}>
            <GapMark look="never" words="N" /> never looked at
          </span>
          <span className={styles.mark}>
            <GapMark look="stale" words="O" /> too old
          </span>
          <span className={styles.mark}>· nothing to look at</span>
        </div>
      </Toolbar>
      <SplitView
        panel={
          open
            ? {
                label: 'Asset',
                actions: (
                  <LinkButton
                    variant="subtle"
                    to="/asset/$id"
                    params={{ id: open }}
                    search={{ tab: 'scopes' }}
                  >
                    Open as a page
                  </LinkButton>
                ),
                content: (
                  <AssetView key={open} id={open} tab="scopes" onGone={() => change({ open: undefined })} />
                ),
                onClose: () => onOpen(null),
              }
            : undefined
        }
      >
        <DataList
          label="Coverage"
          source={source}
          columns={COVERAGE_COLUMNS}
          narrow={CoverageLines}
          rowId={idOf}
          sort={sort}
          onSort={({ by, order }) => change({ sort: by, order })}
          openId={open}
          onOpen={onOpen}
          empty={<NoCoverage filtered={Boolean(q || application)} gap={chosen} />}
        />
      </SplitView>
    </FullPage>
  )
}
