import { ActionIcon, Button, Loader } from '@mantine/core'
import { useLocalStorage } from '@mantine/hooks'
import { IconAlertTriangle, IconCheck, IconClock, IconX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useMay } from '../api/me.ts'
import type { DiscoveryJob } from '../api/types.ts'
import { failed } from '../feedback/notify.ts'
import { ago, counted, dateTime } from '../words/format.ts'
import styles from './discover.module.css'
import { discoveriesQuery, isUnderWay, ofInterest, useNewDiscovery } from './discover-query.ts'

const FEW = 3
const MOST_HIDDEN = 50

const STATUS: Record<DiscoveryJob['status'], { label: string; icon: React.ReactNode }> = {
  queued: { label: 'Queued', icon: <IconClock aria-hidden="true" /> },
  running: { label: 'Discovering', icon: <Loader size="xs" aria-hidden="true" /> },
  done: { label: 'Discovered', icon: <IconCheck aria-hidden="true" /> },
  failed: { label: 'Failed', icon: <IconAlertTriangle aria-hidden="true" /> },
}

/** How far discoveries are that somebody asked for, and how those of the last day ended. */
export function DiscoverLines() {
  const [hidden, setHidden] = useLocalStorage<string[]>({
    key: 'stance-discoveries-hidden',
    defaultValue: [],
  })
  const jobs = ofInterest(useQuery(discoveriesQuery).data?.items ?? []).filter(
    ({ id }) => !hidden.includes(id),
  )
  const [all, setAll] = useState(false)
  if (jobs.length === 0) return null
  return (
    <section aria-label="Discoveries" className={styles.lines}>
      <ul aria-live="polite">
        {(all ? jobs : jobs.slice(0, FEW)).map((job) => (
          <Line
            key={job.id}
            job={job}
            onHide={() => setHidden((ids) => [...ids, job.id].slice(-MOST_HIDDEN))}
          />
        ))}
      </ul>
      {jobs.length > FEW && (
        <Button variant="subtle" onClick={() => setAll(!all)}>
          {all ? 'Fewer' : counted(jobs.length - FEW, 'more discovery', 'more discoveries')}
        </Button>
      )}
    </section>
  )
}

function Line({ job, onHide }: { job: DiscoveryJob; onHide: () => void }) {
  const { status, asset, url, ref, error, report, requestedBy, requestedAt } = job
  const { label, icon } = STATUS[status]
  return (
    <li className={styles.line}>
      <span className={styles.status} data-status={status}>
        {icon}
        {label}
      </span>
      <Link to="/asset/$id" params={{ id: asset.id }} className={styles.name}>
        {asset.name}
      </Link>
      <span className={styles.quiet}>
        {url.replace(/^https?:\/\//i, '')}
        {ref && ` at ${ref}`}
      </span>
      {report && (
        <Link to="/imports" search={(old) => ({ ...old, open: report })}>
          Its report
        </Link>
      )}
      {status === 'failed' && <Again job={job} />}
      <time
        className={styles.quiet}
        dateTime={requestedAt}
        title={`${dateTime(requestedAt)} by ${requestedBy}`}
      >
        {ago(requestedAt)}
      </time>
      {!isUnderWay(job) && (
        <ActionIcon aria-label={`Hide the discovery of ${asset.name}`} onClick={onHide}>
          <IconX />
        </ActionIcon>
      )}
      {error && <span className={styles.reason}>{error}</span>}
    </li>
  )
}

function Again({ job: { url, ref, asset } }: { job: DiscoveryJob }) {
  const ask = useNewDiscovery()
  const mayAsk = useMay('reports:write')
  if (!mayAsk) return null
  return (
    <Button
      loading={ask.isPending}
      aria-label={`Discover ${asset.name} again`}
      onClick={() => ask.mutate({ url, ref: ref ?? undefined, asset: asset.name }, { onError: failed })}
    >
      Try again
    </Button>
  )
}
