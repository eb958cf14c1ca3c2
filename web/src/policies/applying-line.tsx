import { useQuery } from '@tanstack/react-query'
import { counted } from '../words/format.ts'
import styles from './policies.module.css'
import { applyingQuery } from './policy-queries.ts'

/** That a change of policies is still on its way. Lists can be used meanwhile. */
export function ApplyingLine() {
  const { data } = useQuery(applyingQuery)
  return (
    <div role="status" className={styles.applying}>
      {data && !data.done && `A change is being applied: ${counted(data.waiting, 'job')} to go.`}
    </div>
  )
}
