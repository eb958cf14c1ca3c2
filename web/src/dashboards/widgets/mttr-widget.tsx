import type { MttrFigures } from '../../api/types.ts'
import { CountLink, RowsLink } from '../../findings/rows-link.tsx'
import { PlainTable } from '../../list/plain-table.tsx'
import { counted } from '../../words/format.ts'
import { SLICE } from '../slice-words.ts'
import { valueWord } from '../value-word.ts'
import type { Props } from './props.ts'
import styles from './widgets.module.css'

/** How long from first seen to fixed. */
export function MttrWidget({ widget, result }: Props<'mttr'>) {
  return (
    <>
      <div className={styles.number}>
        <span className={styles.figure}>{inDays(result.total.medianDays)}</span>
        <span className={styles.quiet}>
          median of{' '}
          <RowsLink link={result.total.link}>{counted(result.total.fixes, 'fix', 'fixes')}</RowsLink> in{' '}
          {widget.days} days; mean {inDays(result.total.meanDays)}, nine of ten within{' '}
          {inDays(result.total.p90Days)}
        </span>
      </div>
      {widget.by && (
        <PlainTable
          label={`Time to remediate by ${SLICE[widget.by].toLowerCase()}`}
          heads={[SLICE[widget.by], { end: 'Median' }, { end: 'Mean' }, { end: 'Fixes' }]}
        >
          {result.groups.map(({ id, label, figures }) => (
            <tr key={id}>
              <td>{valueWord(widget.by ?? 'team', id, label)}</td>
              <Cells figures={figures} />
            </tr>
          ))}
        </PlainTable>
      )}
    </>
  )
}

const Cells = ({ figures }: { figures: MttrFigures }) => (
  <>
    <td data-end="">{inDays(figures.medianDays)}</td>
    <td data-end="">{inDays(figures.meanDays)}</td>
    <td data-end="">
      <CountLink link={figures.link} value={figures.fixes} />
    </td>
  </>
)

/** `12 d`, `0.4 d`; `–` while nothing was fixed. */
export const inDays = (days: number | null): string =>
  days === null ? '–' : `${days >= 10 ? Math.round(days) : Number(days.toFixed(1))} d`
