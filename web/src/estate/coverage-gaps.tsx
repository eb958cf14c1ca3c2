import { Skeleton, UnstyledButton } from '@mantine/core'
import type { Coverage, CoverageClass } from '../api/types.ts'
import { count } from '../words/format.ts'
import styles from './coverage.module.css'
import { CLASSES, COVERAGE_CLASS } from './coverage-words.ts'

interface CoverageGapsProps {
  /** Undefined while they are on their way, null where they could not be told. */
  gaps: Coverage['gaps'] | null | undefined
  chosen: string[]
  onToggle: (one: CoverageClass) => void
}

/** How many assets lack each class; each count leaves only those assets in the matrix. */
export const CoverageGaps = ({ gaps, chosen, onToggle }: CoverageGapsProps) => (
  <section className={styles.counts} aria-label="Assets that lack a class of tool">
    <span className={styles.class} aria-hidden="true">
      Assets without
    </span>
    {CLASSES.map((one) => (
      <UnstyledButton
        key={one}
        className={styles.count}
        aria-label={`${gaps ? count(gaps[one]) : ''} without ${COVERAGE_CLASS[one].label}`.trim()}
        aria-pressed={chosen.includes(one)}
        title={`Only assets without ${COVERAGE_CLASS[one].label}: nothing looks at ${COVERAGE_CLASS[one].looksAt}`}
        data-none={gaps?.[one] === 0 || undefined}
        onClick={() => onToggle(one)}
      >
        <span className={styles.class}>{COVERAGE_CLASS[one].label}</span>
        {gaps === undefined && <Skeleton className={styles.skeleton} />}
        {gaps && <span className={styles.figure}>{count(gaps[one])}</span>}
      </UnstyledButton>
    ))}
  </section>
)
