import { useDocumentTitle } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { FindingDetail } from '../api/types.ts'
import { ErrorPanel } from '../feedback/error-panel.tsx'
import { Section } from '../shell/section.tsx'
import { Prose } from '../words/prose.tsx'
import { Chain } from './chain.tsx'
import { FindingFacts } from './finding-facts.tsx'
import { FindingHead } from './finding-head.tsx'
import { findingQuery } from './finding-query.ts'
import { FindingSkeleton } from './finding-skeleton.tsx'
import styles from './finding-view.module.css'
import { Fix } from './fix.tsx'
import { History } from './history.tsx'
import { Lowers } from './lowers.tsx'
import { Notes } from './notes.tsx'
import { PolicyEffects } from './policy-effects.tsx'
import { Reach } from './reach.tsx'
import { References } from './references.tsx'
import { SsvcPath } from './ssvc-path.tsx'
import { ToolWords } from './tool-words.tsx'
import { Waterfall } from './waterfall.tsx'
import { Where } from './where.tsx'

/** Everything about one finding; in a panel or on a page, the columns follow the room there is. */
export function FindingView({ id, onTriage }: { id: string; onTriage: () => void }) {
  const finding = useQuery(findingQuery(id))
  if (finding.error && !finding.data)
    return <ErrorPanel error={finding.error} retry={() => void finding.refetch()} />
  if (!finding.data) return <FindingSkeleton />
  return <Loaded finding={finding.data} onTriage={onTriage} />
}

function Loaded({ finding, onTriage }: { finding: FindingDetail; onTriage: () => void }) {
  useDocumentTitle(`${finding.title} · Stance`)
  return (
    <article className={styles.view}>
      {finding.mergedInto && (
        <p className={styles.merged}>
          This finding is now part of{' '}
          <Link to="/findings/$id" params={{ id: finding.mergedInto }}>
            another one
          </Link>
          . It is kept for its history.
        </p>
      )}
      <FindingHead finding={finding} onTriage={onTriage} />
      <div className={styles.columns}>
        <div className={styles.main}>
          {finding.description && (
            <Section title="What">
              <Prose text={finding.description} />
            </Section>
          )}
          <Chain finding={finding} />
          {/* Of a combination the way says where. */}
          {finding.kind !== 'combination' && <Where finding={finding} />}
          <Reach finding={finding} />
          <Fix finding={finding} />
          <Section title="Why this score">
            <Waterfall
              explanation={finding.explanation}
              application={finding.application}
              asset={finding.asset}
            />
          </Section>
          <Lowers explanation={finding.explanation} />
          {finding.ssvc && <SsvcPath ssvc={finding.ssvc} />}
          <ToolWords finding={finding} />
        </div>
        <div className={styles.aside}>
          <FindingFacts finding={finding} />
          <PolicyEffects id={finding.id} />
          <Notes finding={finding} />
          <History events={finding.history} />
          <References links={finding.references} />
        </div>
      </div>
    </article>
  )
}
