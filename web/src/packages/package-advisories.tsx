import { Link } from '@tanstack/react-router'
import styles from '../advisory/advisory.module.css'
import type { PackageAdvisory, PackageDetail } from '../api/types.ts'
import { PlainTable } from '../list/plain-table.tsx'
import { Section } from '../shell/section.tsx'
import { counted, percent } from '../words/format.ts'
import { rangeText } from '../words/range-text.ts'
import { SeverityMark } from '../words/severity-mark.tsx'

/** Everything the feeds say of the package; what affects a version in use stands first. */
export function PackageAdvisories({ detail }: { detail: PackageDetail }) {
  const { advisories, advisoryCount, name } = detail
  return (
    <Section title="Advisories" beside={counted(advisoryCount, 'advisory', 'advisories')}>
      {advisories.length === 0 ? (
        <p className={styles.quiet}>No feed speaks of it.</p>
      ) : (
        <PlainTable
          label={`Advisories of ${name}`}
          heads={['Advisory', 'Affected', 'Fixed in', 'Affected in use']}
        >
          {advisories.map((one) => (
            <Line key={one.id} one={one} />
          ))}
        </PlainTable>
      )}
      {advisoryCount > advisories.length && (
        <p className={styles.quiet}>The first {advisories.length} are shown, the worst first.</p>
      )}
    </Section>
  )
}

function Line({ one }: { one: PackageAdvisory }) {
  return (
    <tr>
      <td>
        <span className={styles.line}>
          <SeverityMark severity={one.severity} />
          <Link to="/advisories/$id" params={{ id: one.id }} className={styles.keep}>
            {one.id}
          </Link>
          {one.knownExploited && <strong className={styles.bad}>exploited</strong>}
          {one.malicious && <strong className={styles.bad}>malicious</strong>}
          {one.epss !== null && <span>EPSS {percent(one.epss)}</span>}
        </span>
        {one.summary}
      </td>
      <td>
        {one.affected.map((range) => (
          <div key={range}>{rangeText(range)}</div>
        ))}
      </td>
      <td className={one.fixed.length > 0 ? styles.good : styles.quiet}>
        {one.fixed.join(', ') || 'none known'}
      </td>
      <td>
        {one.versions.map((version) => (
          <div key={version} className={`${styles.bad} ${styles.keep}`}>
            {version}
          </div>
        ))}
        {one.unclear.map((version) => (
          <div key={version} className={styles.keep}>
            {version} unclear
          </div>
        ))}
        {one.versions.length + one.unclear.length === 0 && <span className={styles.quiet}>none</span>}
      </td>
    </tr>
  )
}
