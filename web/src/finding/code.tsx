import type { CodePlace } from '../api/types.ts'
import styles from './code.module.css'
import { Printed } from './printed.tsx'

/** Source with its line numbers, as far as the tool printed it; the lines it means are marked. */
export function Code({ place }: { place: CodePlace }) {
  const lines = place.snippet?.replace(/\n$/, '').split('\n') ?? []
  const first = place.line ?? 1
  const last = place.endLine ?? first
  return (
    <figure className={styles.code}>
      <figcaption className={styles.path}>
        {place.path}
        {place.line && <span className={styles.line}>:{place.line}</span>}
        {place.symbol && <span className={styles.symbol}>{place.symbol}</span>}
      </figcaption>
      {lines.length > 0 && (
        <Printed label={`Source of ${place.path}`}>
          {lines.map((line, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines of one snippet never change their order
            <span key={i} className={styles.row} data-marked={first + i <= last || undefined}>
              <span className={styles.number} aria-hidden="true">
                {place.line ? first + i : ''}
              </span>
              <span>{line || ' '}</span>
            </span>
          ))}
        </Printed>
      )}
    </figure>
  )
}
