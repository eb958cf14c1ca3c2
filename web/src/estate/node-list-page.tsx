import { Button, Drawer } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconAdjustmentsHorizontal, IconFilterOff } from '@tabler/icons-react'
import { type ReactNode, useCallback, useMemo } from 'react'
import type { EstateNode, NodeKind } from '../api/types.ts'
import { EmptyState } from '../feedback/empty-state.tsx'
import { useShortcuts } from '../keys/shortcuts.ts'
import type { Column } from '../list/column.ts'
import { DataList } from '../list/data-list.tsx'
import { useKeysetList } from '../list/keyset-list.ts'
import { SearchField } from '../list/search-field.tsx'
import { Toolbar } from '../list/toolbar.tsx'
import { SplitView } from '../panel/split-view.tsx'
import { FullPage } from '../shell/page.tsx'
import { count } from '../words/format.ts'
import { type EstateTab, EstateTabs } from './estate-tabs.tsx'
import { type NodeFacet, NodeFacets } from './node-facets.tsx'
import { NodeFilterPills } from './node-filter-pills.tsx'
import styles from './node-list.module.css'
import { openNode, openOf } from './node-open.ts'
import { filterOf, type NodeSearch } from './node-search.ts'
import { NodeView } from './node-view.tsx'

interface NodeListPageProps {
  title: string
  tab: EstateTab
  kind: NodeKind
  search: NodeSearch
  onChange: (part: NodeSearch) => void
  columns: Column<EstateNode>[]
  narrow: (node: EstateNode) => ReactNode
  facets: readonly NodeFacet[]
  placeholder: string
  /** Filters that people want most, a click each. */
  toggles?: ReactNode
  /** Above the filters: what the whole comes to. */
  above?: ReactNode
  /** There is nothing at all: what to do. */
  empty: ReactNode
}

const rowId = ({ id, asset }: EstateNode) => openOf({ asset: asset.id, node: id })

/** Things of one kind in a list, with filters, and the one that is open beside it. */
export function NodeListPage(props: NodeListPageProps) {
  const { title, tab, kind, search, onChange, columns, narrow, facets, placeholder, toggles, above } = props
  const filterKey = JSON.stringify(filterOf(search))
  const query = useMemo(() => ({ ...JSON.parse(filterKey), kind }), [filterKey, kind])
  const source = useKeysetList<EstateNode>('/estate/nodes', query, 'inventory')
  const [drawer, { open: openDrawer, close: closeDrawer }] = useDisclosure()
  const onOpen = useCallback(
    (row: EstateNode | null) => onChange({ open: row ? rowId(row) : undefined }),
    [onChange],
  )
  useShortcuts(title, [
    ...(source.stale ? [{ keys: 'r', does: 'Read the list again', run: source.refresh }] : []),
  ])
  const shown = openNode(search.open)
  const side = <NodeFacets kind={kind} facets={facets} search={search} onChange={onChange} />
  return (
    <FullPage
      title={title}
      beside={source.total === null ? null : <span aria-live="polite">{count(source.total)}</span>}
      actions={
        <>
          {source.stale && (
            <Button variant="light" onClick={source.refresh}>
              Changed since · refresh
            </Button>
          )}
          <Button
            className={styles.facetsButton}
            leftSection={<IconAdjustmentsHorizontal />}
            onClick={openDrawer}
          >
            Filters
          </Button>
        </>
      }
    >
      <EstateTabs current={tab} />
      {above}
      <div className={styles.bar}>
        <Toolbar>
          <SearchField
            label={`Search ${title}`}
            placeholder={placeholder}
            value={search.q ?? ''}
            onChange={(text) => onChange({ q: text || undefined, open: undefined })}
          />
          {toggles}
          <NodeFilterPills kind={kind} search={search} onChange={onChange} />
        </Toolbar>
      </div>
      <SplitView
        side={side}
        panel={
          shown && {
            label: title,
            content: <NodeView key={search.open} {...shown} />,
            onClose: () => onOpen(null),
          }
        }
      >
        <DataList
          label={title}
          source={source}
          columns={columns}
          narrow={narrow}
          rowId={rowId}
          openId={search.open}
          onOpen={onOpen}
          empty={
            filterKey === '{}' ? (
              props.empty
            ) : (
              <EmptyState icon={<IconFilterOff />} title="Nothing matches">
                Take a filter away, or search for a part of the name.
              </EmptyState>
            )
          }
        />
      </SplitView>
      <Drawer opened={drawer} onClose={closeDrawer} title="Filters" size="sm">
        {side}
      </Drawer>
    </FullPage>
  )
}
