import { useQuery } from '@tanstack/react-query'
import type { Advisory, Finding } from '../api/types.ts'
import { Section } from '../shell/section.tsx'
import { day, percent } from '../words/format.ts'
import styles from './advisory.module.css'
import { advisoryFindingsQuery, namesOf } from './advisory-queries.ts'

interface Step {
  /** ISO 8601, or a day. */
  at: string
  words: string
}

/** What happened when, the oldest first. */
export function Timeline({ advisory }: { advisory: Advisory }) {
  const findings = useQuery(advisoryFindingsQuery(namesOf(advisory))).data?.items ?? []
  const steps = [...stepsOf(advisory), ...seen(findings)].toSorted(
    (a, b) => Date.parse(a.at) - Date.parse(b.at),
  )
  if (steps.length === 0) return null
  return (
    <Section title="Timeline">
      <ol className={styles.timeline}>
        {steps.map(({ at, words }) => (
          <li key={`${at} ${words}`}>
            <time dateTime={at}>{day(at)}</time>
            <span>{words}</span>
          </li>
        ))}
      </ol>
    </Section>
  )
}

function stepsOf({ published, knownExploited, ssvc, epss, modified, withdrawn }: Advisory): Step[] {
  const steps: (Step | null | undefined)[] = [
    published !== null ? { at: published, words: 'Published' } : null,
    knownExploited && { at: knownExploited.added, words: 'In CISA’s catalogue of exploited vulnerabilities' },
    knownExploited?.due ? { at: knownExploited.due, words: 'Due by CISA’s order' } : null,
    ssvc?.at ? { at: ssvc.at, words: 'Assessed by CISA' } : null,
    ...(epss ? jumps(epss.timeline) : []),
    modified !== null && modified !== published ? { at: modified, words: 'Record changed' } : null,
    withdrawn !== null ? { at: withdrawn, words: 'Taken back' } : null,
  ]
  return steps.filter((step) => step !== null && step !== undefined)
}

/** A move of the score that is worth a line: by ten points. */
const JUMP = 0.1

const jumps = (timeline: { since: string; score: number }[]): Step[] =>
  timeline.flatMap(({ since, score }, i) => {
    const before = timeline[i - 1]?.score
    if (before === undefined || Math.abs(score - before) < JUMP) return []
    return { at: since, words: `EPSS ${percent(before)} → ${percent(score)}` }
  })

function seen(findings: Finding[]): Step[] {
  const [first] = findings.toSorted((a, b) => Date.parse(a.firstSeen) - Date.parse(b.firstSeen))
  return first ? [{ at: first.firstSeen, words: `First seen here, in ${first.asset.name}` }] : []
}
