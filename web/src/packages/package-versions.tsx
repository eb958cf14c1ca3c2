import { Link } from '@tanstack/react-router'
import styles from '../advisory/advisory.module.css'
import type { PackageDetail, PackageVersion } from '../api/types.ts'
import { openFindingsOf } from '../components/finding-search.ts'
import { PlainTable } from '../list/plain-table.tsx'
import { count, counted, day } from '../words/format.ts'

export function PackageVersions({ detail: { versions, name } }: { detail: PackageDetail }) {
  if (versions.length === 0) return <p className={styles.quiet}>None in what you may see.</p>
  const hasCycles = versions.some(({ cycle }) => cycle)
  return (
    <PlainTable
      label={`Versions of ${name} in use`}
      heads={['Version', 'Used by', 'Open findings', 'Advisories', ...(hasCycles ? ['End of life'] : [])]}
    >
      {versions.map((one) => (
        <Version key={one.id} one={one} hasCycles={hasCycles} />
      ))}
    </PlainTable>
  )
}

function Version({ one, hasCycles }: { one: PackageVersion; hasCycles: boolean }) {
  return (
    <tr>
      <td>
        <Link to="/components" search={{ q: `${one.name}@${one.version}`, open: one.id }}>
          {one.version || 'no version'}
        </Link>
      </td>
      <td className={styles.keep}>{counted(one.assets, 'asset')}</td>
      <td>
        {one.openFindings > 0 ? (
          <Link to="/findings" search={openFindingsOf(one.name, one.version)}>
            {count(one.openFindings)}
          </Link>
        ) : (
          '0'
        )}
      </td>
      <td className={one.advisories.length > 0 ? styles.bad : styles.quiet}>
        {one.advisories.length > 0
          ? `${count(one.advisories.length)} ${one.advisories.length === 1 ? 'affects' : 'affect'} it`
          : 'none'}
      </td>
      {hasCycles && <td className={styles.keep}>{one.cycle ? endOfLife(one.cycle) : '–'}</td>}
    </tr>
  )
}

/** `20 ended Apr 30, 2026`. */
function endOfLife({ cycle, eol }: NonNullable<PackageVersion['cycle']>): string {
  if (eol === null) return `${cycle}: not known`
  if (eol === 'true') return `${cycle} has ended`
  if (eol === 'false') return `${cycle} is supported`
  return `${cycle} ${Date.parse(eol) < Date.now() ? 'ended' : 'ends'} ${day(eol)}`
}
