import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { request } from '../api/request.ts'
import type { FindingOwner } from '../api/types.ts'
import { Fact } from '../words/facts.tsx'
import styles from './ownership.module.css'

/** Whose a finding is, and what says so. */
export function FindingOwners({ id }: { id: string }) {
  const owners = useQuery({
    queryKey: ['finding', id, 'owners'],
    queryFn: ({ signal }) => request<FindingOwner[]>(`/findings/${id}/owners`, { signal }),
  }).data
  if (!owners || owners.length === 0) return null
  return (
    <Fact label="Owner">
      {owners.map(({ handle, is, why }) => (
        <span key={handle} className={styles.owner}>
          <Link to="/findings" search={{ owner: handle, state: 'open' }}>
            {is?.name ?? handle}
          </Link>{' '}
          <span className={styles.quiet}>{why}</span>
        </span>
      ))}
    </Fact>
  )
}
