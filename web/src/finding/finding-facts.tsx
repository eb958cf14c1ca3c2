import { Link } from '@tanstack/react-router'
import type { FindingDetail } from '../api/types.ts'
import { FindingExceptions } from '../exceptions/finding-exceptions.tsx'
import { FindingOwners } from '../ownership/finding-owners.tsx'
import { FindingDue } from '../sla/finding-due.tsx'
import { Fact, Facts, When } from '../words/facts.tsx'
import { day, percent } from '../words/format.ts'
import { EXPLOIT_MATURITY, STATE, ssvcWord } from '../words/labels.ts'
import { CvssScores } from './cvss-scores.tsx'
import styles from './finding-facts.module.css'

/** What is known, each fact leading to the findings that share it. */
export function FindingFacts({ finding }: { finding: FindingDetail }) {
  const { component, decision, explanation } = finding
  const trend = explanation.factors.find(({ id, known }) => id === 'epss-trend' && known)
  return (
    <Facts>
      {decision && (
        <Fact label={STATE[decision.state]}>
          <span className={styles.reason}>{decision.reason || 'No reason given'}</span>
          <span className={styles.quiet}>
            {decision.by}, {day(decision.at)}
            {decision.until && `, until ${day(decision.until)}`}
          </span>
        </Fact>
      )}
      <Fact label="Assignee">
        {finding.assignee ? (
          <Link to="/findings" search={{ assignee: finding.assignee.id, state: 'open' }}>
            {finding.assignee.name}
          </Link>
        ) : (
          'Nobody'
        )}
      </Fact>
      <FindingOwners id={finding.id} />
      <FindingDue id={finding.id} />
      <FindingExceptions id={finding.id} />
      {component && (
        <Fact label="Component">
          <Link to="/components" search={{ q: component.name }}>
            {component.name}
            {component.version && ` ${component.version}`}
          </Link>
          <span className={component.fixVersion ? styles.fix : styles.quiet}>
            {component.fixVersion ? `Fixed in ${component.fixVersion}` : 'No fixed version known'}
          </span>
        </Fact>
      )}
      {finding.advisories.length > 0 && (
        <Fact label="Advisories">
          {finding.advisories.map((advisory) => (
            <Link key={advisory} to="/advisories/$id" params={{ id: advisory }}>
              {advisory}
            </Link>
          ))}
        </Fact>
      )}
      {finding.cwes.length > 0 && (
        <Fact label="Weakness">
          {finding.cwes.map((cwe) => (
            <Link key={cwe} to="/findings" search={{ cwe: String(cwe) }}>
              CWE-{cwe}
            </Link>
          ))}
        </Fact>
      )}
      {finding.tags.length > 0 && (
        <Fact label="Tags">
          {finding.tags.map((tag) => (
            <Link key={tag} to="/findings" search={{ tag, state: 'open' }}>
              {tag}
            </Link>
          ))}
        </Fact>
      )}
      <Fact label="Rule">
        <Link to="/findings" search={{ rule: finding.rule }}>
          {finding.rule}
        </Link>
      </Fact>
      {finding.ssvc?.deployer && (
        <Fact label="SSVC">
          {finding.ssvc.deployer.decision ? (
            <Link to="/findings" search={{ ssvc: finding.ssvc.deployer.decision, state: 'open' }}>
              {ssvcWord(finding.ssvc.deployer.decision)}
            </Link>
          ) : (
            finding.ssvc.deployer.possible.map(ssvcWord).join(' or ')
          )}
        </Fact>
      )}
      {finding.exploitMaturity && (
        <Fact label="Exploits">
          <Link to="/findings" search={{ exploitMaturity: finding.exploitMaturity, state: 'open' }}>
            {EXPLOIT_MATURITY[finding.exploitMaturity]}
          </Link>
        </Fact>
      )}
      {finding.epss !== null && (
        <Fact label="EPSS">
          {percent(finding.epss)} in 30 days
          {trend && <span className={styles.quiet}>{trend.value}</span>}
        </Fact>
      )}
      {finding.explanation.cvss && <CvssScores cvss={finding.explanation.cvss} />}
      <Fact label="First seen">
        <When time={finding.firstSeen} />
      </Fact>
      <Fact label="Last seen">
        <When time={finding.lastSeen} />
      </Fact>
      {finding.fixedAt && (
        <Fact label="Fixed">
          <When time={finding.fixedAt} />
        </Fact>
      )}
      {finding.severityOverride && <Fact label="Severity">set by a person</Fact>}
    </Facts>
  )
}
