import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { overviewQueryOf } from '../overview/overview-query.ts'
import { count } from '../words/format.ts'
import { Loaded } from './loaded.tsx'
import styles from './settings.module.css'

/** What is stored, and the ways to the data for programs. */
export function DataSection() {
  const overview = useQuery(overviewQueryOf({}))
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
    </div>
  )
}

const Figure = ({ label, value }: { label: string; value: number }) => (
  <div>
    <dd className={styles.figure}>{count(value)}</dd>
    <dt className={styles.quiet}>{label}</dt>
  </div>
)
