import { Button, Select } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconAppWindow, IconPlus } from '@tabler/icons-react'
import { getRouteApi } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'
import { useMay } from '../api/me.ts'
import { listed } from '../api/search-params.ts'
import { useChange } from '../api/use-change.ts'
import { openNode } from '../estate/node-open.ts'
import { NodeView } from '../estate/node-view.tsx'
import { EmptyState } from '../feedback/empty-state.tsx'
import { DataList } from '../list/data-list.tsx'
import { SearchField } from '../list/search-field.tsx'
import { SearchPills } from '../list/search-pills.tsx'
import { Toolbar } from '../list/toolbar.tsx'
import { SplitView } from '../panel/split-view.tsx'
import { LinkButton } from '../shell/link-button.tsx'
import { FullPage } from '../shell/page.tsx'
import { count } from '../words/format.ts'
import { CRITICALITY, choices, EXPOSURE } from '../words/labels.ts'
import { ApplicationView } from './application-view.tsx'
import { AssetView } from './asset-view.tsx'
import { inventoryColumns, inventoryLines } from './inventory-columns.tsx'
import { type InventoryRow, openName, UNASSIGNED } from './inventory-row.ts'
import { NewApplicationDialog } from './new-application-dialog.tsx'
import { useInventoryTree } from './use-inventory-tree.ts'

const route = getRouteApi('/shell/applications')

interface Search {
  q?: string | undefined
  team?: string | undefined
  criticality?: string | undefined
  exposure?: string | undefined
  sort?: string | undefined
  order?: string | undefined
  open?: string | undefined
  expanded?: string | undefined
}

/** The estate as the business sees it: applications, and the assets that make them up. */
export function ApplicationsPage() {
  const search: Search = route.useSearch()
  const mayWrite = useMay('inventory:write')
  const [dialog, { open: openDialog, close: closeDialog }] = useDisclosure()
  const change = useChange<Search>(route.useNavigate())
  const { q, team, criticality, exposure } = search
  const sort = { by: search.sort ?? 'topScore', order: search.order === 'asc' ? 'asc' : 'desc' } as const
  const filtered = Boolean(q || team || criticality || exposure)
  const query = useMemo(
    () => ({ ...(filtered && { q, team, criticality, exposure }), sort: sort.by, order: sort.order }),
    [filtered, q, team, criticality, exposure, sort.by, sort.order],
  )
  const expanded = useMemo(() => listed(search.expanded), [search.expanded])
  const source = useInventoryTree(query, expanded)

  const onToggle = useCallback(
    (id: string) => {
      const next = expanded.includes(id) ? expanded.filter((other) => other !== id) : [...expanded, id]
      change({ expanded: next.join(',') || undefined })
    },
    [expanded, change],
  )
  const columns = useMemo(() => inventoryColumns(onToggle), [onToggle])
  const narrow = useMemo(() => inventoryLines(onToggle), [onToggle])
  const onOpen = useCallback(
    (row: InventoryRow | null) => {
      if (row?.type === 'unassigned') onToggle(UNASSIGNED)
      else if (row?.type === 'more') change({ open: `asset:${row.id}` })
      else change({ open: row ? openName(row) : undefined })
    },
    [change, onToggle],
  )
  const [type, id] = search.open?.split(':') ?? []
  const node = openNode(search.open)

  return (
    <FullPage
      title="Applications"
      beside={source.applications === null ? null : count(source.applications)}
      actions={
        mayWrite && (
          <Button leftSection={<IconPlus />} onClick={openDialog}>
            New application
          </Button>
        )
      }
    >
      <Toolbar>
        <SearchField
          label="Search applications"
          value={q ?? ''}
          onChange={(text) => change({ q: text || undefined })}
        />
        <Select
          aria-label="Criticality"
          placeholder="Any criticality"
          data={choices(CRITICALITY)}
          value={criticality ?? null}
          onChange={(value) => change({ criticality: value ?? undefined })}
          clearable
        />
        <Select
          aria-label="Exposure"
          placeholder="Any exposure"
          data={choices(EXPOSURE)}
          value={exposure ?? null}
          onChange={(value) => change({ exposure: value ?? undefined })}
          clearable
        />
        <SearchPills values={{ team: team && 'one team' }} onClear={() => change({ team: undefined })} />
      </Toolbar>
      <SplitView
        panel={
          type && id
            ? {
                label: type === 'asset' ? 'Asset' : 'Application',
                actions: (
                  <LinkButton
                    variant="subtle"
                    to={type === 'asset' ? '/asset/$id' : '/applications/$id'}
                    params={{ id }}
                  >
                    Open as a page
                  </LinkButton>
                ),
                content:
                  type === 'asset' ? (
                    <AssetView key={id} id={id} onGone={() => change({ open: undefined })} />
                  ) : (
                    <ApplicationView key={id} id={id} onGone={() => change({ open: undefined })} />
                  ),
                onClose: () => change({ open: undefined }),
              }
            : node && {
                label: 'Part of the estate',
                content: <NodeView key={`${node.asset} ${node.node}`} {...node} />,
                onClose: () => change({ open: undefined }),
              }
        }
      >
        <DataList
          label="Applications and assets"
          source={source}
          columns={columns}
          narrow={narrow}
          rowId={openName}
          sort={sort}
          onSort={({ by, order }) => change({ sort: by, order })}
          openId={search.open}
          onOpen={onOpen}
          empty={
            <EmptyState
              icon={<IconAppWindow />}
              title={filtered ? 'No application matches' : 'No applications yet'}
              action={
                mayWrite && (
                  <Button variant="filled" onClick={openDialog}>
                    New application
                  </Button>
                )
              }
            >
              An application is what the business runs and owns. Its criticality, exposure and data decide
              which of its findings come first.
            </EmptyState>
          }
        />
      </SplitView>
      <NewApplicationDialog
        opened={dialog}
        onClose={closeDialog}
        onMade={(application) => change({ open: `application:${application.id}` })}
      />
    </FullPage>
  )
}
