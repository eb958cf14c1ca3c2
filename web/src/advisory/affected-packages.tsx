import { Link } from '@tanstack/react-router'
import type { Advisory } from '../api/types.ts'
import { PlainTable } from '../list/plain-table.tsx'
import { Section } from '../shell/section.tsx'
import { counted, day } from '../words/format.ts'
import { rangeText } from '../words/range-text.ts'
import styles from './advisory.module.css'
import { feedName } from './feed-name.ts'

type Record = Advisory['records'][number]
type Package = Record['packages'][number]

/** Affected versions and fixes, as each record tells them. */
export function AffectedPackages({ records }: { records: Record[] }) {
  const told = records.filter(({ packages }) => packages.length > 0)
  if (told.length === 0) return null
  return (
    <Section title="Affected packages" beside={counted(told.length, 'record')}>
      <div className={styles.stack}>
        {told.map((record) => (
          <div key={`${record.feed} ${record.id}`}>
            <h3>{record.id}</h3>
            <p className={styles.line}>
              <span>{feedName(record.feed)}</span>
              <span>changed {day(record.modified)}</span>
              {record.withdrawn && <span>taken back {day(record.withdrawn)}</span>}
            </p>
            <Packages id={record.id} packages={record.packages} />
          </div>
        ))}
      </div>
    </Section>
  )
}

const Packages = ({ id, packages }: { id: string; packages: Package[] }) => (
  <PlainTable label={`Packages of ${id}`} heads={['Package', 'Ecosystem', 'Affected', 'Fixed in']}>
    {packages.map((one, i) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: a record may name a package twice
      <tr key={i}>
        <td>
          <Link to="/packages/$key" params={{ key: `${one.ecosystem.split(':')[0]}:${one.name}` }}>
            {one.name}
          </Link>
        </td>
        <td>{one.ecosystem}</td>
        <td>
          {one.affected.length > 0
            ? one.affected.map((range) => <div key={range}>{rangeText(range)}</div>)
            : 'says no versions'}
        </td>
        <td className={one.fixed.length > 0 ? styles.good : styles.quiet}>
          {one.fixed.join(', ') || 'none known'}
        </td>
      </tr>
    ))}
  </PlainTable>
)
