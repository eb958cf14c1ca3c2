import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { parseSearch } from '../api/search-params.ts'
import { count } from '../words/format.ts'
import styles from './rows-link.module.css'

/** A figure that leads to the findings behind it; plain words where today's list cannot show them. `link` is the list's address without `?`. */
export const RowsLink = ({
  link,
  children,
  className,
}: {
  link: string | null
  children: ReactNode
  className?: string | undefined
}) =>
  link === null ? (
    <span className={className}>{children}</span>
  ) : (
    <Link to="/findings" search={parseSearch(link)} className={className} preload={false}>
      {children}
    </Link>
  )

/** A count of a table: nothing reads quieter, and leads nowhere. */
export const CountLink = ({ link, value }: { link: string | null; value: number }) =>
  value === 0 ? <span className={styles.none}>0</span> : <RowsLink link={link}>{count(value)}</RowsLink>
