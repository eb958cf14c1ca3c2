import { SegmentedControl, Skeleton, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { request } from '../api/request.ts'
import type { DependencyGraph as Graph } from '../api/types.ts'
import { ErrorPanel } from '../feedback/error-panel.tsx'
import { count, counted } from '../words/format.ts'
import styles from './dependencies.module.css'
import { DependencyGraph } from './dependency-graph.tsx'
import { connected, reach, waysOf } from './graph.ts'

/** How an asset's components need each other, on its default branch. */
export function DependencyTab({ asset }: { asset: string }) {
  const graph = useQuery({
    queryKey: ['asset', asset, 'dependencies'],
    queryFn: ({ signal }) => request<Graph>(`/assets/${asset}/dependencies`, { signal }),
  })
  if (graph.error) return <ErrorPanel error={graph.error} retry={() => void graph.refetch()} />
  if (!graph.data)
    return <Skeleton height="var(--chart-height)" role="status" aria-label="Loading the graph" />
  if (graph.data.edges.length === 0) {
    return (
      <p className={styles.quiet}>
        {graph.data.nodes.length === 0
          ? 'No tool has listed its components yet: import an SBOM.'
          : 'Its reports list components and not what needs what. An SBOM with dependencies does, such as CycloneDX from cdxgen.'}
      </p>
    )
  }
  return <Loaded graph={graph.data} />
}

/** More are not to be read, nor drawn quickly. */
const MOST = 3000

function Loaded({ graph }: { graph: Graph }) {
  const ways = useMemo(() => waysOf(graph), [graph])
  const all = useMemo(() => connected(ways), [ways])
  const weak = useMemo(() => all.filter((at) => (graph.nodes[at]?.openFindings ?? 0) > 0), [all, graph])
  const [which, setWhich] = useState(weak.length > 0 ? 'weak' : 'all')
  const [typed, setTyped] = useState('')
  const [q] = useDebouncedValue(typed.trim().toLowerCase(), 150)
  const wanted = useMemo(() => {
    const chosen = which === 'weak' ? weak : all
    return q ? chosen.filter((at) => graph.nodes[at]?.name.toLowerCase().includes(q)) : chosen
  }, [which, q, weak, all, graph])
  const shown = useMemo(
    () => (which === 'all' && !q ? new Set(wanted) : reach(wanted, ways.up)),
    [which, q, wanted, ways],
  )
  return (
    <div className={styles.stack}>
      <div className={styles.controls}>
        <SegmentedControl
          aria-label="Which components"
          value={which}
          onChange={setWhich}
          data={[
            { value: 'weak', label: `With open findings ${count(weak.length)}`, disabled: weak.length === 0 },
            { value: 'all', label: `All ${count(all.length)}` },
          ]}
        />
        <TextInput
          type="search"
          aria-label="Find in the graph"
          placeholder="Find in the graph"
          value={typed}
          onChange={({ currentTarget }) => setTyped(currentTarget.value)}
        />
        <span className={styles.quiet} role="status">
          {counted(wanted.length, 'component')}
          {shown.size > wanted.length &&
            ` and ${counted(shown.size - wanted.length, 'other')} on the way to them`}
        </span>
      </div>
      {wanted.length === 0 && <p className={styles.quiet}>No component is called so.</p>}
      {shown.size > MOST && (
        <p className={styles.quiet}>
          {count(shown.size)} are too many for a picture. Type a part of a name to see what leads there.
        </p>
      )}
      {wanted.length > 0 && shown.size <= MOST && (
        <DependencyGraph graph={graph} ways={ways} shown={shown} onOnly={setTyped} />
      )}
    </div>
  )
}
