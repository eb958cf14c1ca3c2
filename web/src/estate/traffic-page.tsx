import { SegmentedControl } from '@mantine/core'
import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'
import { request } from '../api/request.ts'
import type { ComparedEndpoint, Traffic } from '../api/types.ts'
import { useChange } from '../api/use-change.ts'
import { DataList } from '../list/data-list.tsx'
import { Toolbar } from '../list/toolbar.tsx'
import { wholeList } from '../list/whole-list.ts'
import { SplitView } from '../panel/split-view.tsx'
import { FullPage } from '../shell/page.tsx'
import { ago, count, counted } from '../words/format.ts'
import { AssetChoice } from './asset-choice.tsx'
import { EstateTabs } from './estate-tabs.tsx'
import { NoTraffic } from './no-traffic.tsx'
import styles from './node-list.module.css'
import { openNode, openOf } from './node-open.ts'
import { NodeView } from './node-view.tsx'
import { TRAFFIC_COLUMNS, TrafficLines } from './traffic-columns.tsx'

const route = getRouteApi('/shell/estate/traffic')

interface Search {
  show?: string | undefined
  asset?: string | undefined
  open?: string | undefined
}

/** More of one list than anybody reads; what is beyond is counted. */
const MOST = 1000

const trafficQuery = (asset: string | undefined) =>
  queryOptions({
    queryKey: ['estate', 'traffic', asset],
    queryFn: ({ signal }) => request<Traffic>('/estate/traffic', { query: { asset, limit: MOST }, signal }),
    placeholderData: keepPreviousData,
  })

const idOf = ({ id, asset }: ComparedEndpoint) => openOf({ asset: asset.id, node: id })

/** Endpoints as they are called, held against code and descriptions: what answers though nobody wrote it down, and what nobody calls. */
export function TrafficPage() {
  const search: Search = route.useSearch()
  const change = useChange<Search>(route.useNavigate())
  const show = search.show === 'zombie' ? 'zombie' : 'shadow'
  const { data, error, refetch } = useQuery(trafficQuery(search.asset))
  const rows = data?.[show]
  const source = useMemo(() => wholeList(rows, error, () => void refetch()), [rows, error, refetch])
  const onOpen = useCallback(
    (row: ComparedEndpoint | null) => change({ open: row ? idOf(row) : undefined }),
    [change],
  )
  const shown = openNode(search.open)
  return (
    <FullPage title="Traffic" beside={data ? count(data.totals[show]) : null}>
      <EstateTabs current="traffic" />
      <div className={styles.bar}>
        <Toolbar>
          <SegmentedControl
            aria-label="Which endpoints"
            value={show}
            onChange={(value) => change({ show: value === 'shadow' ? undefined : value, open: undefined })}
            data={[
              { value: 'shadow', label: `Shadow ${data ? count(data.totals.shadow) : ''}` },
              { value: 'zombie', label: `Zombie ${data ? count(data.totals.zombie) : ''}` },
            ]}
          />
          <AssetChoice asset={search.asset} onChoose={(asset) => change({ asset, open: undefined })} />
          {data?.seen && <span className={styles.quiet}>{seenWords(data, data.seen)}</span>}
        </Toolbar>
      </div>
      <SplitView
        panel={
          shown && {
            label: 'Details',
            content: <NodeView key={search.open} {...shown} />,
            onClose: () => onOpen(null),
          }
        }
      >
        <DataList
          label={show === 'shadow' ? 'Called, though in no code or description' : 'Known, and not called'}
          source={source}
          columns={TRAFFIC_COLUMNS}
          narrow={TrafficLines}
          rowId={idOf}
          openId={search.open}
          onOpen={onOpen}
          empty={<NoTraffic show={show} traffic={data} />}
        />
      </SplitView>
    </FullPage>
  )
}

function seenWords({ known, prefixes, totals, shadow, zombie }: Traffic, seen: NonNullable<Traffic['seen']>) {
  const cut = totals.shadow > shadow.length || totals.zombie > zombie.length
  return [
    `${counted(seen.calls, 'request')} to ${counted(seen.endpoints, 'endpoint')} seen, ${count(known)} of them known`,
    seen.lastSeen && `last ${ago(seen.lastSeen)}`,
    prefixes.length > 0 && `below ${prefixes.join(', ')}`,
    cut && `the first ${count(MOST)} are listed`,
  ]
    .filter(Boolean)
    .join(' · ')
}
