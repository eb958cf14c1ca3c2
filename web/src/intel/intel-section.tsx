import { Button } from '@mantine/core'
import { IconRefresh } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useMay } from '../api/me.ts'
import { request } from '../api/request.ts'
import type { Intel } from '../api/types.ts'
import { failed } from '../feedback/notify.ts'
import { Loaded } from '../settings/loaded.tsx'
import styles from '../settings/settings.module.css'
import { FeedTable } from './feed-table.tsx'
import { IntelCounts } from './intel-counts.tsx'
import { intelQuery } from './intel-query.ts'
import { NoIntel } from './no-intel.tsx'

/** Which feeds Stance knows vulnerabilities from, how old that is, and what went wrong. */
export function IntelSection() {
  const intel = useQuery(intelQuery)
  return (
    <div className={`${styles.section} ${styles.wide}`}>
      <div className={styles.head}>
        <h2>Intelligence</h2>
        {intel.data && <SyncNow syncing={intel.data.syncing} />}
      </div>
      <Loaded query={intel}>{(data) => <Known intel={data} />}</Loaded>
    </div>
  )
}

function SyncNow({ syncing }: { syncing: boolean }) {
  const client = useQueryClient()
  const sync = useMutation({
    mutationFn: () => request('/intel/sync', { method: 'POST', body: {} }),
    // It waits or runs from now on: the next answer may come before its job is seen.
    onSuccess: () => {
      client.setQueryData(intelQuery.queryKey, (old) => old && { ...old, syncing: true })
      return client.invalidateQueries({ queryKey: intelQuery.queryKey })
    },
    onError: failed,
  })
  const may = useMay('intel:write')
  return (
    <span className={styles.head}>
      {syncing && (
        <span role="status" className={styles.quiet}>
          Fetching the feeds …
        </span>
      )}
      {may && (
        <Button
          leftSection={<IconRefresh />}
          loading={sync.isPending}
          disabled={syncing}
          onClick={() => sync.mutate()}
        >
          Sync now
        </Button>
      )}
    </span>
  )
}

function Known({ intel }: { intel: Intel }) {
  const { mirror, schedule, counts, feeds, syncing } = intel
  const isEmpty = feeds.every(({ files }) => files.length === 0)
  if (isEmpty && !syncing) return <NoIntel />
  return (
    <>
      <p className={styles.quiet}>
        {mirror ? (
          <>
            From the mirror <code>{mirror}</code>,
          </>
        ) : (
          'From their publishers,'
        )}{' '}
        {schedule === 'daily'
          ? 'every day by itself.'
          : 'only when somebody asks: STANCE_INTEL_SCHEDULE is off.'}
      </p>
      <IntelCounts counts={counts} />
      <FeedTable feeds={feeds} />
    </>
  )
}
