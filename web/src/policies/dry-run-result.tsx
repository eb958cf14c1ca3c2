import { Link } from '@tanstack/react-router'
import type { DryRun } from '../api/types.ts'
import { PlainTable } from '../list/plain-table.tsx'
import { count, counted } from '../words/format.ts'
import { ConflictList } from './conflict-list.tsx'
import { DRY_RUN_COUNT, differences } from './dry-run-words.ts'
import styles from './policies.module.css'
import { EFFECT } from './policy-words.ts'

/** How much would change, in counts. */
export function DryRunCounts({ run }: { run: DryRun }) {
  const counts = (Object.keys(DRY_RUN_COUNT) as (keyof DryRun['counts'])[]).filter((name) => run.counts[name])
  return (
    <div role="status">
      <p>
        <strong>
          {run.changed === 0 ? 'Nothing would change' : `${counted(run.changed, 'finding')} would change`}
        </strong>{' '}
        of {count(run.findings)} open. Nothing has been changed yet.
      </p>
      {counts.length > 0 && (
        <ul className={styles.counts}>
          {counts.map((name) => (
            <li key={name}>
              <span className={styles.number}>{count(run.counts[name])}</span> {DRY_RUN_COUNT[name]}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

/** The counts, what each rule decides, examples before and after, and contradictions. */
export function DryRunResult({ run }: { run: DryRun }) {
  return (
    <>
      <DryRunCounts run={run} />
      {run.byRule.length > 0 && (
        <>
          <h3>By rule</h3>
          <PlainTable label="What each rule decides" heads={['Rule', 'Effect', { end: 'Findings' }]}>
            {run.byRule.map(({ rule, effect, findings }) => (
              <tr key={`${rule} ${effect}`}>
                <td>{rule}</td>
                <td>{EFFECT[effect].label}</td>
                <td data-end="">{count(findings)}</td>
              </tr>
            ))}
          </PlainTable>
        </>
      )}
      {run.conflicts.length > 0 && (
        <>
          <h3>Contradictions</h3>
          <ConflictList conflicts={run.conflicts} />
        </>
      )}
      {run.examples.length > 0 && (
        <>
          <h3>Examples, before and after</h3>
          <ul>
            {run.examples.map((example) => (
              <li key={example.finding.id} className={styles.example}>
                <Link to="/findings/$id" params={{ id: example.finding.id }}>
                  {example.finding.title}
                </Link>{' '}
                <span className={styles.quiet}>
                  {example.finding.asset.name} · {example.finding.location}
                </span>
                <dl className={styles.changes}>
                  {differences(example).map(({ label, from, to }) => (
                    <div key={label}>
                      <dt>{label}</dt>
                      <dd>
                        <del>{from}</del> → <ins>{to}</ins>
                      </dd>
                    </div>
                  ))}
                </dl>
                <span className={styles.quiet}>
                  by {example.after.rules.join(', ') || 'no rule any longer'}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
      <p className={styles.quiet}>
        {count(run.evaluations)} evaluations in {count(run.ms)} ms
      </p>
    </>
  )
}
