import type { ModelPreview } from '../api/types.ts'
import { count, shortCount } from '../words/format.ts'
import styles from './distribution.module.css'

/** How many findings have which score, now and then: two bars for each ten points, over one scale from zero. */
export function Distribution({ bands }: { bands: ModelPreview['distribution'] }) {
  const most = Math.max(1, ...bands.flatMap(({ before, after }) => [before, after]))
  return (
    <figure>
      <figcaption className={styles.caption}>
        Open findings by score: <span className={styles.key} data-when="before" /> now{' '}
        <span className={styles.key} data-when="after" /> then
      </figcaption>
      <table className={styles.bands} aria-label="Open findings by score, now and then">
        <thead className={styles.hidden}>
          <tr>
            <th scope="col">Score</th>
            <th scope="col">Now</th>
            <th scope="col">Then</th>
          </tr>
        </thead>
        <tbody>
          {bands.toReversed().map(({ from, to, before, after }) => (
            <tr key={from} className={styles.band}>
              <th scope="row">
                {from}–{to}
              </th>
              <td className={styles.bar} title={count(before)}>
                <span data-when="before" style={{ inlineSize: `${(100 * before) / most}%` }} />
                <span className={styles.figure}>{shortCount(before)}</span>
              </td>
              <td className={styles.bar} title={count(after)}>
                <span data-when="after" style={{ inlineSize: `${(100 * after) / most}%` }} />
                <span className={styles.figure}>{shortCount(after)}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  )
}
