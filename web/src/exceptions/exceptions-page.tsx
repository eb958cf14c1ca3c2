import { Button } from '@mantine/core'
import { IconShieldOff } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'
import { useMay } from '../api/me.ts'
import { request } from '../api/request.ts'
import { listed } from '../api/search-params.ts'
import type { Exception, Exceptions } from '../api/types.ts'
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
import { count, day } from '../words/format.ts'
import { AskDialog } from './ask-dialog.tsx'
import { EXCEPTION_COLUMNS, ExceptionLines } from './exception-columns.tsx'
import { ExceptionSide } from './exception-side.tsx'
import { ExceptionView } from './exception-view.tsx'
import { targetFrom } from './target-from.ts'

const route = getRouteApi('/shell/exceptions')

export interface ExceptionSearch {
  q?: string | undefined
  status?: string | undefined
  target?: string | undefined
  kind?: string | undefined
  finding?: string | undefined
  endsBefore?: string | undefined
  open?: string | undefined
  /** Opens the form for this kind of target: `component`, `advisory`, `rule`; `of` says which. */
  ask?: string | undefined
  of?: string | undefined
}

const idOf = (exception: Exception) => exception.id
const NO_SORT = { by: '', order: 'desc' } as const

/** What need not be fixed, or not now: who said so, why, until when; and what waits for a second person. */
export function ExceptionsPage() {
  const search: ExceptionSearch = route.useSearch()
  const change = useChange<ExceptionSearch>(route.useNavigate())
  const { q, status, target, kind, finding, endsBefore, open } = search
  const query = useMemo(
    () => ({ q, status, target, kind, finding, endsBefore }),
    [q, status, target, kind, finding, endsBefore],
  )
  const source = useKeysetList<Exception>('/exceptions', query, 'exception')
  const counts = useQuery({
    queryKey: ['exceptions', 'counts'],
    queryFn: ({ signal }) => request<Exceptions>('/exceptions', { query: { limit: 1 }, signal }),
  })
  const mayAsk = useMay('exceptions:request')
  const onOpen = useCallback((row: Exception | null) => change({ open: row?.id }), [change])
  const waiting = counts.data?.byStatus.pending ?? 0
  const isFiltered = Object.values(query).some(Boolean)
  return (
    <FullPage
      title="Exceptions"
      beside={source.total === null ? null : count(source.total)}
      actions={
        <>
          {waiting > 0 && listed(status).join() !== 'pending' && (
            <Button variant="light" onClick={() => change({ status: 'pending', open: undefined })}>
              {count(waiting)} to approve
            </Button>
          )}
          <LinkButton to="/settings/$section" params={{ section: 'sla' }}>
            Thresholds
          </LinkButton>
          {mayAsk && (
            <Button variant="filled" onClick={() => change({ ask: 'rule' })}>
              Ask for an exception
            </Button>
          )}
        </>
      }
    >
      <Toolbar>
        <SearchField
          label="Search exceptions"
          placeholder="Reason, component, advisory"
          value={q ?? ''}
          onChange={(text) => change({ q: text || undefined, open: undefined })}
        />
        <SearchPills
          values={{
            finding: finding && 'Of one finding',
            endsBefore: endsBefore && `Ends by ${day(endsBefore)}`,
          }}
          onClear={(name) => change({ [name]: undefined })}
        />
      </Toolbar>
      <SplitView
        side={
          <ExceptionSide
            search={search}
            byStatus={counts.data?.byStatus ?? (counts.error ? {} : undefined)}
            onChange={change}
          />
        }
        panel={
          open
            ? {
                label: 'Exception',
                content: <ExceptionView key={open} id={open} />,
                onClose: () => onOpen(null),
              }
            : undefined
        }
      >
        <DataList
          label="Exceptions"
          source={source}
          columns={EXCEPTION_COLUMNS}
          narrow={ExceptionLines}
          rowId={idOf}
          sort={NO_SORT}
          onSort={() => {}}
          openId={open}
          onOpen={onOpen}
          empty={
            <EmptyState
              icon={<IconShieldOff />}
              title={isFiltered ? 'No exception matches' : 'No exceptions'}
            >
              {isFiltered
                ? 'Take a filter off, or search for a part of the reason.'
                : 'What cannot be fixed now, or need not be, is said here once, with a reason and an end: for findings (choose them in their list), a rule, a component or an advisory. Or: stance exceptions request --help'}
            </EmptyState>
          }
        />
      </SplitView>
      <AskDialog
        opened={search.ask !== undefined && mayAsk}
        onClose={() => change({ ask: undefined, of: undefined })}
        target={targetFrom(search.ask, search.of)}
        onAsked={(id) => change({ ask: undefined, of: undefined, open: id })}
      />
    </FullPage>
  )
}
