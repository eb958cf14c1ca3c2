import { Link } from '@tanstack/react-router'
import type { PolicyDetail, PolicyRule } from '../api/types.ts'
import { counted } from '../words/format.ts'
import panes from '../yaml-text/yaml-text.module.css'
import styles from './policies.module.css'
import { EFFECT } from './policy-words.ts'

interface RulesPaneProps {
  policy: PolicyDetail
  goTo: (line: number, column: number) => void
}

/** What is in force, rule by rule, and how much each does: as it was saved. */
export const RulesPane = ({ policy, goTo }: RulesPaneProps) => (
  <div className={panes.pane}>
    {policy.error && <p className={styles.bad}>It is not carried out: {policy.error}</p>}
    {policy.bounded && (
      <p className={styles.quiet}>
        It came with a repository: only what makes things stricter counts, until an administrator trusts it.
      </p>
    )}
    {policy.unknownNames.length > 0 && (
      <p className={styles.bad}>
        What it says of {policy.unknownNames.join(', ')} reaches nobody: see the warnings below the text.
      </p>
    )}
    <ul>
      {policy.ruleList.map((rule) => (
        <Rule key={rule.id} rule={rule} policy={policy} goTo={goTo} />
      ))}
    </ul>
  </div>
)

function Rule({ rule, policy, goTo }: { rule: PolicyRule } & RulesPaneProps) {
  const targets = Object.entries(rule.for).map(([name, values]) => `${name} ${values.join(' or ')}`)
  return (
    <li className={styles.rule}>
      <div className={styles.head}>
        <button type="button" className={styles.choice} onClick={() => goTo(rule.line, 1)}>
          {rule.id}
        </button>
        <Link
          to="/findings"
          search={{ policyRule: `${policy.name}/${rule.id}`, state: 'open' }}
          className={styles.figure}
        >
          {counted(rule.firing, 'open finding')}
        </Link>
      </div>
      {targets.length > 0 && <div className={styles.quiet}>for {targets.join(', ')}</div>}
      {rule.when && <code className={styles.when}>{rule.when}</code>}
      <div>
        {rule.effects.map(({ effect, value }) => (
          <span key={effect} className={styles.effect}>
            {EFFECT[effect].label}
            {value && <span className={styles.quiet}> {value}</span>}
          </span>
        ))}
      </div>
      {rule.unassigned > 0 && (
        <Link
          to="/findings"
          search={{ policyRule: `${policy.name}/${rule.id}`, state: 'open', assignee: 'none' }}
          className={styles.figure}
        >
          {counted(rule.unassigned, 'finding')} that it gives away and nobody has
        </Link>
      )}
      {rule.reason && !rule.effects.some(({ value }) => value === rule.reason) && (
        <div className={styles.quiet}>{rule.reason}</div>
      )}
      {policy.untested.includes(rule.id) && (
        <div className={styles.quiet}>No test expects anything of it.</div>
      )}
    </li>
  )
}
