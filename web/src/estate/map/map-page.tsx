import { Skeleton } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useCallback, useMemo, useState } from 'react'
import { listed } from '../../api/search-params.ts'
import type { EstateMap, EstateNode, NodeKind } from '../../api/types.ts'
import { useChange } from '../../api/use-change.ts'
import { ErrorPanel } from '../../feedback/error-panel.tsx'
import { useShortcuts } from '../../keys/shortcuts.ts'
import { SearchField } from '../../list/search-field.tsx'
import { Toolbar } from '../../list/toolbar.tsx'
import { SplitView } from '../../panel/split-view.tsx'
import { FullPage } from '../../shell/page.tsx'
import { count, counted } from '../../words/format.ts'
import { EstateTabs } from '../estate-tabs.tsx'
import { openNode, openOf } from '../node-open.ts'
import { NodeView } from '../node-view.tsx'
import { fullName } from './item-words.ts'
import { MapChooser } from './map-chooser.tsx'
import { type Graph, graphOf, onlyKinds } from './map-graph.ts'
import { KINDS_IN_ORDER, SHOWN_KINDS } from './map-layers.ts'
import { MapList } from './map-list.tsx'
import styles from './map-page.module.css'
import { MapPicture } from './map-picture.tsx'
import { type MapOf, mapQuery } from './map-query.ts'
import { MapSide } from './map-side.tsx'
import { MapStart, NothingFound } from './map-start.tsx'

const route = getRouteApi('/shell/estate/map')

interface Search extends MapOf {
  kinds?: string | undefined
  q?: string | undefined
  open?: string | undefined
}

const NONE: ReadonlySet<string> = new Set()

/** How an application or an asset hangs together, from the internet to its data. */
export function EstateMapPage() {
  const search: Search = route.useSearch()
  const change = useChange<Search>(route.useNavigate())
  const { application, asset, q } = search
  const kinds = useMemo(() => kindsOf(search.kinds), [search.kinds])
  const of = { application, asset }
  const chosen = Boolean(application || asset)
  const map = useQuery({
    ...mapQuery(of, kinds),
    // A kind more is no other map: what is there stays until it is here.
    placeholderData: (old, before) =>
      before?.queryKey[2] === application && before?.queryKey[3] === asset
        ? keepPreviousData(old)
        : undefined,
  })
  const { data } = map
  const graph = useMemo(() => data && onlyKinds(graphOf(data), new Set(kinds)), [data, kinds])
  const found = useMemo(() => graph && foundBy(q, graph.nodes.values()), [q, graph])
  const open = openNode(search.open)
  const close = () => change({ open: undefined })
  useShortcuts('Map', [
    {
      keys: 'Escape',
      does: 'Close the panel',
      run: () => (search.open ? close() : change({ q: undefined })),
    },
  ])
  const toggle = (kind: NodeKind) => {
    const next = KINDS_IN_ORDER.filter((one) => kinds.includes(one) !== (one === kind))
    const usual = next.length === SHOWN_KINDS.length && next.every((one) => SHOWN_KINDS.includes(one))
    change({ kinds: usual ? undefined : next.join(',') || undefined })
  }
  return (
    <FullPage title="Map" beside={map.data && chosen ? told(map.data) : null}>
      <EstateTabs current="map" />
      <div className={styles.bar}>
        <Toolbar>
          <MapChooser
            of={of}
            name={nameOf(of, map.data)}
            onChoose={(next) => change({ ...next, open: undefined, q: undefined })}
          />
          {chosen && (
            <SearchField
              label="Find in the map"
              value={q ?? ''}
              onChange={(text) => change({ q: text || undefined })}
            />
          )}
          {found && (
            <span className={styles.quiet} role="status">
              {counted(found.size, 'thing')} found
            </span>
          )}
        </Toolbar>
      </div>
      <SplitView
        side={chosen && <MapSide counts={map.data?.counts} kinds={kinds} onToggle={toggle} />}
        panel={
          open && {
            label: 'Details',
            content: <NodeView key={search.open} asset={open.asset} node={open.node} />,
            onClose: close,
          }
        }
      >
        {!chosen ? (
          <MapStart />
        ) : map.error && !map.data ? (
          <ErrorPanel error={map.error} retry={() => void map.refetch()} />
        ) : !map.data || !graph ? (
          <Waiting />
        ) : map.data.nodes.length === 0 ? (
          <NothingFound />
        ) : (
          <Loaded
            key={`${application} ${asset}`}
            graph={graph}
            found={found}
            open={open?.node}
            onOpen={(node) => change({ open: openOf({ asset: node.asset.id, node: node.id }) })}
          />
        )}
      </SplitView>
    </FullPage>
  )
}

interface LoadedProps {
  graph: Graph
  found: ReadonlySet<string> | undefined
  open: string | undefined
  onOpen: (node: EstateNode) => void
}

function Loaded({ graph, found, open, onOpen }: LoadedProps) {
  const isNarrow = useMediaQuery('(width < 48em)', undefined, { getInitialValueInEffect: false })
  const [unfolded, setUnfolded] = useState(NONE)
  const onFold = useCallback(
    (group: string) =>
      setUnfolded((old) => (old.has(group) ? without(old, group) : new Set([...old, group]))),
    [],
  )
  if (isNarrow) return <MapList graph={graph} found={found} />
  return <MapPicture {...{ graph, found, open, onOpen, unfolded, onFold }} />
}

const without = (old: ReadonlySet<string>, one: string) => new Set([...old].filter((other) => other !== one))

const kindsOf = (text: string | undefined): NodeKind[] => {
  const named = listed(text)
  return named.length > 0 ? KINDS_IN_ORDER.filter((kind) => named.includes(kind)) : SHOWN_KINDS
}

function foundBy(q: string | undefined, nodes: Iterable<EstateNode>): ReadonlySet<string> | undefined {
  const words = q?.trim().toLowerCase()
  if (!words) return undefined
  return new Set(
    [...nodes]
      .filter((node) => `${node.name} ${fullName(node)}`.toLowerCase().includes(words))
      .map(({ id }) => id),
  )
}

/** An address may name it by its name too. */
function nameOf({ application, asset }: MapOf, map: EstateMap | undefined): string | undefined {
  const is = (one: { id: string; name: string } | null, said: string | undefined) =>
    one !== null && (one.id === said || one.name === said)
  const node = map?.nodes.find((one) =>
    application ? is(one.application, application) : is(one.asset, asset),
  )
  return application ? node?.application?.name : node?.asset.name
}

const told = ({ nodes, counts, cut }: EstateMap): string => {
  const all = Object.values(counts).reduce((sum, one) => sum + one, 0)
  return `${cut ? 'the first ' : ''}${count(nodes.length)} of ${counted(all, 'thing')}`
}

const Waiting = () => (
  <div className={styles.waiting} role="status" aria-label="Loading the map">
    {['a', 'b', 'c', 'd', 'e'].map((line) => (
      <Skeleton key={line} height="var(--row-height)" />
    ))}
  </div>
)
