import { Progress } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { noteChange } from '../api/live-events.ts'
import { count, counted } from '../words/format.ts'
import styles from './risk.module.css'
import { rankingQuery } from './risk-queries.ts'

/** How far the ranking by new weights is. Lists can be used meanwhile; they say when it is done. */
export function RankingLine() {
  const { data } = useQuery(rankingQuery)
  const client = useQueryClient()
  const wasRunning = useRef(false)
  useEffect(() => {
    if (wasRunning.current && !data) noteChange('finding', client)
    wasRunning.current = Boolean(data)
  }, [data, client])
  return (
    <div role="status">
      {data && (
        <div className={styles.ranking}>
          <span>
            Being ranked anew: {count(data.done)} of {counted(data.total, 'asset')}, {count(data.written)}{' '}
            findings changed so far. Lists can be used meanwhile.
          </span>
          <Progress
            value={data.total ? (100 * data.done) / data.total : 0}
            aria-label="Assets ranked by the new weights"
          />
        </div>
      )}
    </div>
  )
}
