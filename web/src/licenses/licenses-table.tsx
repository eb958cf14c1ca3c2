import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { LicensesInUse } from '../api/types.ts'
import styles from '../settings/settings.module.css'
import { count, counted } from '../words/format.ts'
import { LICENSE_VERDICT } from './license-words.ts'

const FEW = 50

/** What a policy makes of the licences in use, the strictest first; each leads to its packages. */
export function LicensesTable({ rows }: { rows: LicensesInUse }) {
  const [all, setAll] = useState(false)
  const shown = all ? rows : rows.slice(0, FEW)
  const bad = rows.filter(({ verdict }) => verdict !== 'allow')
  return (
    <section aria-label="Licences in use" className={styles.section} aria-live="polite">
      <p>
        {rows.length === 0
          ? 'No packages are known yet: store an SBOM, or discover a repository.'
          : `${counted(
              bad.reduce((sum, { packages }) => sum + packages, 0),
              'package',
            )} would be a finding wherever it is used.`}{' '}
        <span className={styles.quiet}>Nothing has been changed.</span>
      </p>
      {rows.length > 0 && (
        <div className={styles.scroll}>
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">Licence</th>
                <th scope="col">Policy</th>
                <th scope="col" className={styles.end}>
                  Packages
                </th>
                <th scope="col" className={styles.end}>
                  Assets
                </th>
                <th scope="col">For example</th>
              </tr>
            </thead>
            <tbody>
              {shown.map((row) => (
                <tr key={row.license}>
                  <td data-wrap>
                    {row.license === '' ? (
                      'none told'
                    ) : (
                      <Link to="/components" search={{ license: row.license.split('; ')[0] }}>
                        {row.license}
                      </Link>
                    )}
                  </td>
                  <td className={row.verdict === 'deny' ? styles.bad : undefined}>
                    {LICENSE_VERDICT[row.verdict]}
                  </td>
                  <td className={styles.end}>{count(row.packages)}</td>
                  <td className={styles.end}>{count(row.assets)}</td>
                  <td>{row.example}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {shown.length < rows.length && (
        <Button variant="subtle" onClick={() => setAll(true)}>
          {count(rows.length - shown.length)} more
        </Button>
      )}
    </section>
  )
}
