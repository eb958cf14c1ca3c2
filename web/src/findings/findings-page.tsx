import { ActionIcon, Button, Drawer, Tooltip } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconAdjustmentsHorizontal, IconDownload } from '@tabler/icons-react'
import { useCallback, useMemo, useState } from 'react'
import { useMay } from '../api/me.ts'
import { apiUrl } from '../api/request.ts'
import { listed } from '../api/search-params.ts'
import type { Finding } from '../api/types.ts'
import { AskDialog } from '../exceptions/ask-dialog.tsx'
import { told } from '../feedback/notify.ts'
import { FindingView } from '../finding/finding-view.tsx'
import { useShortcuts } from '../keys/shortcuts.ts'
import { chosenColumns } from '../list/column.ts'
import { ColumnChoice } from '../list/column-choice.tsx'
import { DataList } from '../list/data-list.tsx'
import { useKeysetList } from '../list/keyset-list.ts'
import { useSelection } from '../list/selection.ts'
import { SplitView } from '../panel/split-view.tsx'
import { LinkButton } from '../shell/link-button.tsx'
import { FullPage } from '../shell/page.tsx'
import { PauseDialog } from '../sla/pause-dialog.tsx'
import { TriageDialog } from '../triage/triage-dialog.tsx'
import type { TriageTarget } from '../triage/use-triage.ts'
import { count, counted } from '../words/format.ts'
import { BulkBar } from './bulk-bar.tsx'
import { FacetSide } from './facet-side.tsx'
import { FilterBar } from './filter-bar.tsx'
import { FINDING_COLUMNS, FindingLines } from './finding-columns.tsx'
import { filterOf, listQueryOf, sortOf } from './finding-search.ts'
import styles from './findings-page.module.css'
import { NoFindings } from './no-findings.tsx'
import { useFindingSearch } from './use-finding-search.ts'
import { ViewsMenu } from './views-menu.tsx'

const idOf = (finding: Finding) => finding.id
const sayHow = () => told('Move to a finding first: j and k go through the list, x chooses.')

export function FindingsPage() {
  const { search, change, show } = useFindingSearch()
  const sort = sortOf(search)
  const filterKey = JSON.stringify(filterOf(search))
  const filter = useMemo(() => JSON.parse(filterKey) as ReturnType<typeof filterOf>, [filterKey])
  const query = useMemo(() => listQueryOf(search), [search])
  const source = useKeysetList<Finding>('/findings', query, 'finding')
  const selection = useSelection(filterKey)
  const mayTriage = useMay('findings:triage')
  const mayAsk = useMay('exceptions:request')
  const [current, setCurrent] = useState<Finding>()
  const [triage, { open: openTriage, close: closeTriage }] = useDisclosure()
  const [pause, { open: openPause, close: closePause }] = useDisclosure()
  const [ask, { open: openAsk, close: closeAsk }] = useDisclosure()
  const [facets, { open: openFacets, close: closeFacets }] = useDisclosure()

  // When all that is listed has one state, a column of it would only repeat the filter.
  const oneState = listed(search.state).length === 1
  const columns = useMemo(
    () =>
      search.columns
        ? chosenColumns(FINDING_COLUMNS, listed(search.columns))
        : FINDING_COLUMNS.filter(({ id }) => id !== 'state' || !oneState),
    [search.columns, oneState],
  )
  const [shown, setShown] = useState<string[]>([])

  const onOpen = useCallback((finding: Finding | null) => change({ open: finding?.id }, true), [change])
  const chosen = selection.all || selection.ids.size > 0
  // The search comes back with the filters: it is typed in where `/` brought it back, not where the choice was undone.
  const [searching, setSearching] = useState(false)
  if (chosen && searching) setSearching(false)
  // What is chosen; else what is open; else the row that the keys are on.
  const one = search.open ?? current?.id
  const target: TriageTarget = selection.all
    ? { filter, count: source.total ?? 0 }
    : {
        ids: chosen ? [...selection.ids] : one ? [one] : [],
        count: chosen ? selection.ids.size : one ? 1 : 0,
      }
  useShortcuts('Findings', [
    ...(mayTriage ? [{ keys: 'e', does: 'Triage', run: target.count > 0 ? openTriage : sayHow }] : []),
    ...(source.stale ? [{ keys: 'r', does: 'Read the list again', run: source.refresh }] : []),
  ])
  return (
    <FullPage
      title="Findings"
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
            onClick={openFacets}
          >
            Filters
          </Button>
          <ColumnChoice
            columns={FINDING_COLUMNS}
            shown={shown}
            chosen={search.columns !== undefined}
            onChange={(ids) => change({ columns: ids?.join(',') }, true)}
          />
          <ViewsMenu search={search} onShow={show} />
          <Tooltip label="Download these findings as CSV">
            <ActionIcon
              component="a"
              variant="default"
              href={apiUrl('/findings/export.csv', filter)}
              download
              aria-label="Download these findings as CSV"
            >
              <IconDownload />
            </ActionIcon>
          </Tooltip>
        </>
      }
    >
      {chosen ? (
        <BulkBar
          selection={selection}
          total={source.total ?? 0}
          onTriage={mayTriage ? openTriage : undefined}
          onPause={mayTriage ? openPause : undefined}
          onAsk={mayAsk ? openAsk : undefined}
          onSearch={() => {
            selection.clear()
            setSearching(true)
          }}
        />
      ) : (
        <FilterBar search={search} onChange={change} onShow={show} searching={searching} />
      )}
      <SplitView
        side={<FacetSide search={search} onChange={change} />}
        panel={
          search.open
            ? {
                label: 'Finding',
                actions: (
                  <LinkButton variant="subtle" to="/findings/$id" params={{ id: search.open }}>
                    Open as a page
                  </LinkButton>
                ),
                content: <FindingView key={search.open} id={search.open} onTriage={openTriage} />,
                onClose: () => onOpen(null),
              }
            : undefined
        }
      >
        <DataList
          label="Findings"
          source={source}
          columns={columns}
          narrow={FindingLines}
          rowId={idOf}
          sort={sort}
          onSort={({ by, order }) => change({ sort: by, order })}
          openId={search.open}
          onOpen={onOpen}
          onCurrent={setCurrent}
          onShown={setShown}
          selection={selection}
          empty={<NoFindings filter={filter} onClear={() => show({})} />}
        />
      </SplitView>
      <Drawer
        opened={facets}
        onClose={closeFacets}
        title={`Filters · ${counted(source.total ?? 0, 'finding')}`}
        size="sm"
      >
        <FacetSide search={search} onChange={change} />
      </Drawer>
      <PauseDialog opened={pause} onClose={closePause} target={target} onDone={selection.clear} />
      {ask && (
        <AskDialog
          opened
          onClose={closeAsk}
          target={{
            type: 'findings',
            ...('ids' in target ? { ids: target.ids } : { filter: target.filter }),
          }}
          onAsked={() => {
            closeAsk()
            selection.clear()
          }}
        />
      )}
      <TriageDialog opened={triage} onClose={closeTriage} target={target} onDone={selection.clear} />
    </FullPage>
  )
}
