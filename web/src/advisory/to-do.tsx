import { useQuery } from '@tanstack/react-query'
import type { Advisory, Finding } from '../api/types.ts'
import { Section } from '../shell/section.tsx'
import { day } from '../words/format.ts'
import styles from './advisory.module.css'
import { advisoryFindingsQuery, namesOf } from './advisory-queries.ts'

/** The next step: which package to raise to which version where it is used; else what the records tell. */
export function ToDo({ advisory }: { advisory: Advisory }) {
  const found = useQuery(advisoryFindingsQuery(namesOf(advisory)))
  const { withdrawn, malicious, knownExploited } = advisory
  const steps = stepsOf(found.data?.items ?? [])
  return (
    <Section title="What to do">
      <div className={styles.stack}>
        {withdrawn && <p>Nothing: its source took it back.</p>}
        {malicious && !withdrawn && (
          <p className={styles.prose}>
            Remove the package, and treat every machine that installed it as broken into: change what was
            stored there.
          </p>
        )}
        {steps.length > 0 && !malicious && !withdrawn && (
          <ul className={styles.list}>
            {steps.map(({ component, to }) => (
              <li key={component}>
                {to ? `Raise ${component} to ${to} or later.` : `No fixed version of ${component} is known.`}
              </li>
            ))}
          </ul>
        )}
        {steps.length === 0 && !withdrawn && !malicious && <p className={styles.prose}>{unused(advisory)}</p>}
        {knownExploited?.action && !withdrawn && (
          <p className={styles.prose}>
            CISA{knownExploited.due && `, to be done by ${day(knownExploited.due)}`}: {knownExploited.action}
          </p>
        )}
      </div>
    </Section>
  )
}

interface Step {
  /** With its version. */
  component: string
  to: string | null
}

/** One for each package version that is open. */
function stepsOf(findings: Finding[]): Step[] {
  const steps = findings.flatMap(({ state, component: of }) =>
    state === 'open' && of
      ? { component: [of.name, of.version].filter(Boolean).join(' '), to: of.fixVersion }
      : [],
  )
  return [...new Map(steps.map((step) => [step.component, step])).values()]
}

function unused({ records, findings }: Advisory): string {
  const fixed = new Set(records.flatMap(({ packages }) => packages.flatMap((one) => one.fixed)))
  const here = findings.open > 0 ? '' : 'Nothing that is open here speaks of it. '
  return fixed.size > 0
    ? `${here}Fixed versions stand with the affected packages below.`
    : `${here}No fixed version is known.`
}
