import { IconPackages } from '@tabler/icons-react'
import { getRouteApi } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'
import type { Component } from '../api/types.ts'
import { useChange } from '../api/use-change.ts'
import { EmptyState } from '../feedback/empty-state.tsx'
import { DataList } from '../list/data-list.tsx'
import { useKeysetList } from '../list/keyset-list.ts'
import { SearchField } from '../list/search-field.tsx'
import { SearchPills } from '../list/search-pills.tsx'
import { Toolbar } from '../list/toolbar.tsx'
import { SplitView } from '../panel/split-view.tsx'
import { LinkButton } from '../shell/link-button.tsx'
import { FullPage } from '../shell/page.tsx'
import { count } from '../words/format.ts'
import { COMPONENT_COLUMNS, ComponentLines } from './component-columns.tsx'
import { ComponentTabs } from './component-tabs.tsx'
import { ComponentView } from './component-view.tsx'
import styles from './components.module.css'

const route = getRouteApi('/shell/components')

interface Search {
  q?: string | undefined
  ecosystem?: string | undefined
  license?: string | undefined
  asset?: string | undefined
  sort?: string | undefined
  order?: string | undefined
  open?: string | undefined
}

const idOf = (component: Component) => component.id

/** Every package version that anything uses: who uses it, by what way, and what is wrong with it. */
export function ComponentsPage() {
  const search: Search = route.useSearch()
  const change = useChange<Search>(route.useNavigate())
  const { q, ecosystem, license, asset } = search
  const sort = { by: search.sort ?? 'name', order: search.order === 'desc' ? 'desc' : 'asc' } as const
  const query = useMemo(
    () => ({ q, ecosystem, license, asset, sort: sort.by, order: sort.order }),
    [q, ecosystem, license, asset, sort.by, sort.order],
  )
  const source = useKeysetList<Component>('/components', query, 'inventory')
  const onOpen = useCallback((row: Component | null) => change({ open: row?.id }), [change])
  const filtered = Boolean(q || ecosystem || license || asset)
  return (
    <FullPage title="Components" beside={source.total === null ? null : count(source.total)}>
      <ComponentTabs current="list" />
      <div className={styles.bar}>
        <Toolbar>
          <SearchField
            label="Search components"
            placeholder="Name, name@version or purl"
            value={q ?? ''}
            onChange={(text) => change({ q: text || undefined, open: undefined })}
          />
          <SearchPills
            values={{ ecosystem, license, asset: asset && 'one asset' }}
            onClear={(name) => change({ [name]: undefined })}
          />
        </Toolbar>
      </div>
      <SplitView
        panel={
          search.open
            ? {
                label: 'Component',
                content: <ComponentView key={search.open} id={search.open} onFilter={change} />,
                onClose: () => onOpen(null),
              }
            : undefined
        }
      >
        <DataList
          label="Components"
          source={source}
          columns={COMPONENT_COLUMNS}
          narrow={ComponentLines}
          rowId={idOf}
          sort={sort}
          onSort={({ by, order }) => change({ sort: by, order })}
          openId={search.open}
          onOpen={onOpen}
          empty={
            <EmptyState
              icon={<IconPackages />}
              title={filtered ? 'No component matches' : 'No components yet'}
              action={!filtered && <LinkButton to="/imports">Import an SBOM</LinkButton>}
            >
              {filtered ? (
                'Search for a part of the name, or for name@version.'
              ) : (
                <>
                  Components come from SBOMs (CycloneDX, SPDX) and from dependency scanners, for instance:{' '}
                  <code>trivy fs --format cyclonedx .</code>
                </>
              )}
            </EmptyState>
          }
        />
      </SplitView>
    </FullPage>
  )
}
