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
      {[...byName(owners)].map(([name, said]) => (
        <span key={name} className={styles.owner}>
          <Link to="/findings" search={{ owner: said.map(({ handle }) => handle).join(','), state: 'open' }}>
            {name}
          </Link>{' '}
          <span className={styles.quiet}>{said.map(({ why }) => why).join(' · ')}</span>
        </span>
      ))}
    </Fact>
  )
}

/** One line for one owner, however many sources name it. */
const byName = (owners: FindingOwner[]): Map<string, FindingOwner[]> =>
  Map.groupBy(owners, ({ handle, is }) => is?.name ?? handle)
