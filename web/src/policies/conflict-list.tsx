import type { PolicyConflict } from '../api/types.ts'
import { counted } from '../words/format.ts'
import styles from './policies.module.css'
import { EFFECT } from './policy-words.ts'

/** Rules that are as specific and contradict each other, and which of them counts. */
export const ConflictList = ({ conflicts }: { conflicts: PolicyConflict[] }) => (
  <ul>
    {conflicts.map(({ taken, against, findings }) => (
      <li
        key={`${taken.policy}/${taken.rule}/${taken.effect} ${against.policy}/${against.rule}`}
        className={styles.conflict}
      >
        <div>
          <strong>{nameOf(taken)}</strong> counts: {EFFECT[taken.effect].label.toLowerCase()}
        </div>
        <div>
          against {nameOf(against)}: {EFFECT[against.effect].label.toLowerCase()}
        </div>
        <div className={styles.quiet}>{counted(findings, 'open finding')} that both are about</div>
      </li>
    ))}
  </ul>
)

const nameOf = ({ policy, rule }: PolicyConflict['taken']): string => `${policy}/${rule}`
