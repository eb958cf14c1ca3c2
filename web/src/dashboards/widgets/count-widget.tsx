import { RowsLink } from '../../findings/rows-link.tsx'
import { count } from '../../words/format.ts'
import type { Props } from './props.ts'
import styles from './widgets.module.css'

/** One number, and what it was before. */
export function CountWidget({ widget, result }: Props<'count'>) {
  const change = result.before === null ? null : result.count - result.before
  return (
    <div className={styles.number}>
      <RowsLink link={result.link} className={styles.figure}>
        {count(result.count)}
      </RowsLink>
      {change !== null && widget.compareDays > 0 && (
        <span className={styles.quiet}>
          {change === 0 ? 'as many as' : `${change > 0 ? '+' : '−'}${count(Math.abs(change))} against`}{' '}
          {widget.compareDays === 1 ? 'the day before' : `${widget.compareDays} days before`}
        </span>
      )}
    </div>
  )
}
