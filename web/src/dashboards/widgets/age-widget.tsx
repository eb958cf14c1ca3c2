import { Bars } from '../../chart/bars.tsx'
import { RowsLink } from '../../findings/rows-link.tsx'
import { count, counted } from '../../words/format.ts'
import { inDays } from './mttr-widget.tsx'
import type { Props } from './props.ts'
import styles from './widgets.module.css'

/** How old what is open is. */
export function AgeWidget({ result }: Props<'age'>) {
  const { buckets, medianDays, p90Days } = result.figures
  return (
    <>
      <p className={styles.quiet}>
        <RowsLink link={result.link}>{counted(result.open, 'finding')}</RowsLink> open: half of them older
        than {inDays(medianDays)}, one of ten older than {inDays(p90Days)}.
      </p>
      <Bars
        label="Open findings by age"
        bars={buckets.map(({ fromDays, toDays, count: value }) => ({
          key: String(fromDays),
          label:
            toDays === null
              ? `${fromDays} days and more`
              : fromDays === 0
                ? `Less than ${toDays} days`
                : `${fromDays} to ${toDays} days`,
          value,
          figure: count(value),
        }))}
      />
    </>
  )
}
