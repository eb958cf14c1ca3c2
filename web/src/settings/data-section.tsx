import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { formatsQuery } from '../imports/import-queries.ts'
import { overviewQueryOf } from '../overview/overview-query.ts'
import { count } from '../words/format.ts'
import { KIND } from '../words/labels.ts'
import { Loaded } from './loaded.tsx'
import styles from './settings.module.css'

/** What is stored, what can be read, and the ways to the data for programs. */
export function DataSection() {
  const overview = useQuery(overviewQueryOf({}))
  const formats = useQuery(formatsQuery)
  return (
    <div className={styles.section}>
      <h2>Data</h2>
      <Loaded query={overview}>
        {({ counts, funnel }) => (
          <dl className={styles.figures}>
            <Figure label="applications" value={counts.applications} />
            <Figure label="assets" value={counts.assets} />
            <Figure label="findings" value={funnel.findings} />
            <Figure label="observations" value={funnel.observations} />
            <Figure label="components" value={counts.components} />
            <Figure label="reports" value={counts.reports} />
            <Figure label="tools" value={counts.tools} />
          </dl>
        )}
      </Loaded>
      <p>
        Everything this app does, programs can do: the <a href="/api/docs">API reference</a>, its{' '}
        <a href="/api/v1/openapi.json">OpenAPI description</a>, and a token from{' '}
        <Link to="/settings/$section" params={{ section: 'tokens' }}>
          Tokens
        </Link>
        . <code>bin/stance backup</code> and <code>bin/stance restore</code> keep a copy of all of it.
      </p>
      <h2>Formats that can be read</h2>
      <Loaded query={formats}>
        {(all) => (
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">Format</th>
                <th scope="col">Finds</th>
                <th scope="col">How to get it</th>
              </tr>
            </thead>
            <tbody>
              {all.map((format) => (
                <tr key={format.id}>
                  <td>
                    <a href={format.link} target="_blank" rel="noopener noreferrer">
                      {format.name}
                    </a>
                  </td>
                  <td data-wrap="">{format.kinds.map((kind) => KIND[kind].label).join(', ')}</td>
                  <td data-wrap="">
                    <code>{format.howTo}</code>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </Loaded>
    </div>
  )
}

const Figure = ({ label, value }: { label: string; value: number }) => (
  <div>
    <dd className={styles.figure}>{count(value)}</dd>
    <dt className={styles.quiet}>{label}</dt>
  </div>
)
