import { IconPackages } from '@tabler/icons-react'
import { getRouteApi } from '@tanstack/react-router'
import { useMemo } from 'react'
import type { PackageUse } from '../api/types.ts'
import { useChange } from '../api/use-change.ts'
import { EmptyState } from '../feedback/empty-state.tsx'
import { DataList } from '../list/data-list.tsx'
import { useKeysetList } from '../list/keyset-list.ts'
import { SearchField } from '../list/search-field.tsx'
import { Toolbar } from '../list/toolbar.tsx'
import { TypedField } from '../list/typed-field.tsx'
import { FullPage } from '../shell/page.tsx'
import { counted } from '../words/format.ts'
import { ComponentTabs } from './component-tabs.tsx'
import styles from './components.module.css'
import { USE_COLUMNS, UseLines } from './use-columns.tsx'
import { type WhereSearch, whereQuery } from './where-search.ts'

const route = getRouteApi('/shell/components/where')

const idOf = (use: PackageUse) => `${use.asset.id} ${use.component.id} ${use.tool} ${use.path}`

/** Are we affected, and where: who uses a package, some versions of it, what an advisory affects, or what is under a licence. */
export function WherePage() {
  const search: WhereSearch = route.useSearch()
  const change = useChange<WhereSearch>(route.useNavigate())
  const { of, versions, license } = search
  const query = useMemo(() => whereQuery({ of, versions, license }), [of, versions, license])
  return (
    <FullPage title="Who uses it">
      <ComponentTabs current="where" />
      <div className={styles.bar}>
        <Toolbar>
          <SearchField
            label="Package or advisory"
            placeholder="lodash, pkg:npm/lodash, CVE-2021-44228"
            value={of ?? ''}
            onChange={(text) => change({ of: text.trim() || undefined })}
          />
          <TypedField
            label="Versions"
            placeholder="Versions: <2.17.1"
            value={versions ?? ''}
            onChange={(text) => change({ versions: text.trim() || undefined })}
          />
          <TypedField
            label="Licence"
            placeholder="Licence: GPL-3.0-only"
            value={license ?? ''}
            onChange={(text) => change({ license: text.trim() || undefined })}
          />
        </Toolbar>
      </div>
      {query ? <Uses query={query} /> : <NothingAsked />}
    </FullPage>
  )
}

function Uses({ query }: { query: Record<string, string> }) {
  const source = useKeysetList<PackageUse>('/uses', query, 'inventory')
  return (
    <>
      {source.total !== null && source.total > 0 && (
        <p className={styles.answer} role="status">
          {counted(source.total, 'use')}
        </p>
      )}
      <DataList
        label="Who uses it"
        source={source}
        columns={USE_COLUMNS}
        narrow={UseLines}
        rowId={idOf}
        empty={
          <EmptyState icon={<IconPackages />} title="Nobody is known to use it">
            Asked of the default branches of all assets whose components are known. Names are whole:{' '}
            <code>log4j-core</code>, <code>@babel/core</code>, <code>org.example:core</code>.
          </EmptyState>
        }
      />
    </>
  )
}

const NothingAsked = () => (
  <EmptyState icon={<IconPackages />} title="Are we affected, and where?">
    Name a package, an advisory or a licence: each asset that has it is listed, with its owner and the way it
    comes in. Versions narrow a package: <code>&lt;2.17.1</code>, <code>&gt;=2.0 &lt;2.17.1</code>.
  </EmptyState>
)
