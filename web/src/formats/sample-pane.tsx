import { EmptyState } from '../feedback/empty-state.tsx'
import { count } from '../words/format.ts'
import { labelOf } from './fields.ts'
import styles from './sample-pane.module.css'
import type { Editing } from './use-editor.ts'
import { pathsOf } from './value.ts'

/** What the sample's elements have: each path, what stands there, how often, and what it is mapped to. */
export function SamplePane({ editing }: { editing: Editing }) {
  const { sample, draft, mapping } = editing
  if (!sample || !draft.data)
    return <EmptyState title="No sample">Drop a report above to see what is in it.</EmptyState>
  const { paths, elements, syntax } = draft.data
  const uses = mapping ? usesIn(mapping) : new Map<string, string[]>()
  return (
    <div className={styles.pane}>
      <table className={styles.table}>
        <caption className={styles.caption}>
          {syntax === 'csv' ? 'Columns' : 'Paths'} of the first {count(elements)} elements
          {syntax !== 'csv' && ', and of what surrounds them'}
        </caption>
        <thead>
          <tr>
            <th scope="col">{syntax === 'csv' ? 'Column' : 'Path'}</th>
            <th scope="col">Values</th>
            <th scope="col">In</th>
          </tr>
        </thead>
        <tbody>
          {paths.map(({ path, values, more, elements: having }) => (
            <tr key={path}>
              <th scope="row">
                <Names path={path} flat={syntax === 'csv'} />
                {uses.has(path) && <span className={styles.use}>{uses.get(path)?.join(', ')}</span>}
              </th>
              <td>
                {values.slice(0, 3).map((value) => (
                  <span key={value} className={styles.value}>
                    {value}
                  </span>
                ))}
                {(more || values.length > 3) && <span className={styles.quiet}>…</span>}
              </td>
              <td className={styles.count}>{count(having)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** A path as a tree shows it: what it is in, quietly, and its own name. */
function Names({ path, flat }: { path: string; flat: boolean }) {
  const at = flat ? -1 : path.lastIndexOf('/')
  return (
    <code>
      <span className={styles.quiet}>{path.slice(0, at + 1)}</span>
      {path.slice(at + 1)}
    </code>
  )
}

function usesIn({ fields, severity, verdict, skip }: NonNullable<Editing['mapping']>): Map<string, string[]> {
  const all = [
    ...Object.entries(fields).map(([field, value]) => [labelOf(field), value] as const),
    ['Severity', severity?.from] as const,
    ['Decision', verdict?.from] as const,
    ...(skip ?? []).map(({ from }) => ['No finding', from] as const),
  ]
  const uses = new Map<string, string[]>()
  for (const [label, value] of all)
    for (const path of pathsOf(value)) uses.set(path, [...(uses.get(path) ?? []), label])
  return uses
}
