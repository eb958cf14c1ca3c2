import { Button } from '@mantine/core'
import { IconAlertTriangle, IconGavel, IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'
import { useMay } from '../api/me.ts'
import { listed } from '../api/search-params.ts'
import type { PolicyRow, PolicySource } from '../api/types.ts'
import { useChange } from '../api/use-change.ts'
import { EmptyState } from '../feedback/empty-state.tsx'
import { FacetGroup } from '../findings/facet-group.tsx'
import { DataList } from '../list/data-list.tsx'
import { SearchField } from '../list/search-field.tsx'
import { Toolbar } from '../list/toolbar.tsx'
import { wholeList } from '../list/whole-list.ts'
import { SplitView } from '../panel/split-view.tsx'
import { LinkButton } from '../shell/link-button.tsx'
import { FullPage } from '../shell/page.tsx'
import { count, counted } from '../words/format.ts'
import panes from '../yaml-text/yaml-text.module.css'
import { ApplyingLine } from './applying-line.tsx'
import { ConflictList } from './conflict-list.tsx'
import styles from './policies.module.css'
import { chosenPolicies, IN_FORCE, type PoliciesSearch, policyFacets } from './policies-search.ts'
import { POLICY_COLUMNS, PolicyLines } from './policy-columns.tsx'
import { conflictsQuery, policiesQuery } from './policy-queries.ts'
import { EFFECT, POLICY_SOURCE } from './policy-words.ts'

const route = getRouteApi('/shell/policies')
const idOf = ({ id }: PolicyRow) => id

/** What must not ship, what is due when, who sees to it: the rules, and how much each of them does. */
export function PoliciesPage() {
  const search: PoliciesSearch = route.useSearch()
  const navigate = route.useNavigate()
  const all = useQuery(policiesQuery)
  const conflicts = useQuery(conflictsQuery).data ?? []
  const mayWrite = useMay('policies:write')
  const change = useChange<PoliciesSearch>(navigate)
  const shown = useMemo(() => all.data && chosenPolicies(all.data, search), [all.data, search])
  const open = useCallback(
    (policy: PolicyRow | null) => policy && void navigate({ to: '/policies/$id', params: { id: policy.id } }),
    [navigate],
  )
  return (
    <FullPage
      title="Policies"
      beside={shown && count(shown.length)}
      actions={
        <>
          {conflicts.length > 0 && (
            <Button
              leftSection={<IconAlertTriangle />}
              onClick={() => change({ show: search.show ? undefined : 'conflicts' })}
            >
              {counted(conflicts.length, 'contradiction')}
            </Button>
          )}
          <LinkButton to="/combinations">Combinations</LinkButton>
          {mayWrite && (
            <LinkButton to="/new-policy" variant="filled" leftSection={<IconPlus />}>
              New policy
            </LinkButton>
          )}
        </>
      }
    >
      <ApplyingLine />
      <Toolbar>
        <SearchField
          label="Search policies"
          value={search.q ?? ''}
          onChange={(q) => change({ q: q || undefined })}
        />
      </Toolbar>
      <SplitView
        side={
          <Facets policies={all.data ?? (all.error ? [] : undefined)} search={search} onChange={change} />
        }
        panel={
          search.show && conflicts.length > 0
            ? {
                label: 'Contradictions',
                content: (
                  <div className={panes.pane}>
                    <p className={styles.quiet}>
                      These rules hold for the same findings and are as specific. Make one narrower, or take
                      one out.
                    </p>
                    <ConflictList conflicts={conflicts} />
                  </div>
                ),
                onClose: () => change({ show: undefined }),
              }
            : undefined
        }
      >
        <DataList
          label="Policies"
          source={wholeList(shown, all.error, () => void all.refetch())}
          columns={POLICY_COLUMNS}
          narrow={PolicyLines}
          rowId={idOf}
          onOpen={open}
          empty={
            <EmptyState
              icon={<IconGavel />}
              title={all.data?.length ? 'No policy matches' : 'No policy yet'}
              action={
                all.data?.length ? (
                  <Button onClick={() => void navigate({ search: {} })}>Show all</Button>
                ) : (
                  mayWrite && <LinkButton to="/new-policy">Write one</LinkButton>
                )
              }
            >
              A policy says what follows from what: what blocks a change, when a finding is due, who sees to
              it.
            </EmptyState>
          }
        />
      </SplitView>
    </FullPage>
  )
}

function Facets({
  policies,
  search,
  onChange,
}: {
  policies: PolicyRow[] | undefined
  search: PoliciesSearch
  onChange: (part: PoliciesSearch) => void
}) {
  const facets = policies && policyFacets(policies, search)
  const toggle = (name: 'enabled' | 'source' | 'effect') => (value: string) => {
    const old = listed(search[name])
    const next = old.includes(value) ? old.filter((one) => one !== value) : [...old, value]
    onChange({ [name]: next.join(',') || undefined })
  }
  return (
    <>
      <FacetGroup
        label="In force"
        values={facets?.enabled}
        chosen={listed(search.enabled)}
        word={({ value }) => IN_FORCE[value]}
        onToggle={toggle('enabled')}
      />
      <FacetGroup
        label="From"
        values={facets?.source}
        chosen={listed(search.source)}
        word={({ value }) => POLICY_SOURCE[value as PolicySource]}
        onToggle={toggle('source')}
      />
      <FacetGroup
        label="Does"
        values={facets?.effect}
        chosen={listed(search.effect)}
        word={({ value }) => EFFECT[value as keyof typeof EFFECT].label}
        onToggle={toggle('effect')}
      />
    </>
  )
}
