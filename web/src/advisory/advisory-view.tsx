import type { Advisory } from '../api/types.ts'
import styles from '../finding/finding-view.module.css'
import { References } from '../finding/references.tsx'
import { Section } from '../shell/section.tsx'
import { Prose } from '../words/prose.tsx'
import { AdvisoryFacts } from './advisory-facts.tsx'
import { AdvisoryFindings } from './advisory-findings.tsx'
import { AdvisoryHead } from './advisory-head.tsx'
import { AffectedPackages } from './affected-packages.tsx'
import { Exploitation } from './exploitation.tsx'
import { Timeline } from './timeline.tsx'
import { ToDo } from './to-do.tsx'

/** One vulnerability: what it is, where it is, since when, and what to do. */
export function AdvisoryView({ advisory }: { advisory: Advisory }) {
  return (
    <article className={styles.view}>
      <AdvisoryHead advisory={advisory} />
      <div className={styles.columns}>
        <div className={styles.main}>
          <ToDo advisory={advisory} />
          <AdvisoryFindings advisory={advisory} />
          {advisory.details && (
            <Section title="What">
              <Prose text={advisory.details} />
            </Section>
          )}
          <Exploitation advisory={advisory} />
          <AffectedPackages records={advisory.records} />
        </div>
        <div className={styles.aside}>
          <AdvisoryFacts advisory={advisory} />
          <Timeline advisory={advisory} />
          <References links={advisory.references.map(({ url }) => url)} />
        </div>
      </div>
    </article>
  )
}
