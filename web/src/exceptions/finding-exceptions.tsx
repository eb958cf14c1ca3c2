import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { request } from '../api/request.ts'
import type { Exceptions } from '../api/types.ts'
import { Fact } from '../words/facts.tsx'
import { day } from '../words/format.ts'
import { ExceptionStatusWord } from './exception-status.tsx'
import { EXCEPTION_KIND } from './exception-words.ts'
import styles from './exceptions.module.css'

/** Exceptions that are about a finding: those in force, those that wait, those that ended. */
export function FindingExceptions({ id }: { id: string }) {
  const exceptions = useQuery({
    queryKey: ['finding', id, 'exceptions'],
    queryFn: ({ signal }) =>
      request<Exceptions>('/exceptions', { query: { finding: id, limit: 10 }, signal }),
  }).data?.items
  if (!exceptions || exceptions.length === 0) return null
  return (
    <Fact label="Exceptions">
      {exceptions.map((exception) => (
        <span key={exception.id} className={styles.line}>
          <ExceptionStatusWord status={exception.status} />{' '}
          <Link to="/exceptions" search={{ finding: id, open: exception.id }}>
            {exception.summary}
          </Link>{' '}
          <span className={styles.quiet}>
            {EXCEPTION_KIND[exception.kind]}
            {exception.expiresAt && `, until ${day(exception.expiresAt)}`}
          </span>
        </span>
      ))}
    </Fact>
  )
}
