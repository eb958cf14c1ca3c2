import { IconArrowsJoin2 } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'
import { useMay } from '../api/me.ts'
import { request } from '../api/request.ts'
import { listed } from '../api/search-params.ts'
import type { Merge, MergeRule, Merges } from '../api/types.ts'
import { useChange } from '../api/use-change.ts'
import { EmptyState } from '../feedback/empty-state.tsx'
import { FacetGroup } from '../findings/facet-group.tsx'
import { DataList } from '../list/data-list.tsx'
import { useKeysetList } from '../list/keyset-list.ts'
import { SplitView } from '../panel/split-view.tsx'
import { LinkButton } from '../shell/link-button.tsx'
import { FullPage } from '../shell/page.tsx'
import { count } from '../words/format.ts'
import { MERGE_COLUMNS, MergeLines } from './merge-columns.tsx'
import { MergeView } from './merge-view.tsx'
import { MERGE_RULE } from './merge-words.ts'

const route = getRouteApi('/shell/merges')

interface Search {
  rule?: string | undefined
  asset?: string | undefined
  open?: string | undefined
}

const idOf = (merge: Merge) => merge.id
const NO_SORT = { by: '', order: 'desc' } as const

/** Findings that several observations make, and why: to check the rules at a glance. */
export function MergesPage() {
  const search: Search = route.useSearch()
  const change = useChange<Search>(route.useNavigate())
  const { rule, asset, open } = search
  const query = useMemo(() => ({ rule, asset }), [rule, asset])
  const source = useKeysetList<Merge>('/merges', query, 'finding')
  const counts = useQuery({
    queryKey: ['merges', asset],
    queryFn: ({ signal }) => request<Merges>('/merges', { query: { asset, limit: 1 }, signal }),
  })
  const onOpen = useCallback((row: Merge | null) => change({ open: row?.id }), [change])
  const chosen = listed(rule)
  const toggle = (value: string) => {
    const next = chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value]
    change({ rule: next.join(',') || undefined, open: undefined })
  }
  const shown = openIn(source, open)
  return (
    <FullPage
      title="Merges"
      beside={source.total === null ? null : count(source.total)}
      actions={
        useMay('rules:read') && (
          <LinkButton to="/settings/$section" params={{ section: 'merging' }}>
            Rules
          </LinkButton>
        )
      }
    >
      <SplitView
        side={
          <FacetGroup
            label="Why"
            values={(counts.data?.byRule ?? (counts.error ? [] : undefined))?.map(
              ({ rule: value, observations }) => ({ value, label: MERGE_RULE[value], count: observations }),
            )}
            chosen={chosen}
            word={({ value }) => MERGE_RULE[value as MergeRule]}
            onToggle={toggle}
          />
        }
        panel={
          shown && {
            label: 'Merge',
            content: <MergeView key={shown.id} merge={shown} />,
            onClose: () => onOpen(null),
          }
        }
      >
        <DataList
          label="Merges"
          source={source}
          columns={MERGE_COLUMNS}
          narrow={MergeLines}
          rowId={idOf}
          sort={NO_SORT}
          onSort={() => {}}
          openId={open}
          onOpen={onOpen}
          empty={
            <EmptyState
              icon={<IconArrowsJoin2 />}
              title={rule || asset ? 'No merge matches' : 'Nothing was merged yet'}
              action={<LinkButton to="/imports">Import a report of another tool</LinkButton>}
            >
              When a second tool reports a weakness that is known already, its words become part of that
              finding, and this page says why.
            </EmptyState>
          }
        />
      </SplitView>
    </FullPage>
  )
}

/** The row that is open, among those that are here. */
function openIn(
  { loaded, at }: { loaded: number; at: (index: number) => Merge | undefined },
  open: string | undefined,
): Merge | undefined {
  for (let index = 0; open && index < loaded; index++) if (at(index)?.id === open) return at(index)
  return undefined
}
