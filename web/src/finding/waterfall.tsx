import { Link } from '@tanstack/react-router'
import type { Explanation, Factor, Ref } from '../api/types.ts'
import { score } from '../words/format.ts'
import styles from './waterfall.module.css'

/** How the factors add up to the score, from 0 to 100 points; each bar starts where the one above it ended. */
export function Waterfall({
  explanation,
  application,
}: {
  explanation: Explanation
  application: Ref | null
}) {
  let reached = 0
  const unknown = explanation.factors.some((factor) => !factor.known)
  return (
    <table className={styles.waterfall} aria-label="Factors of the score, in points">
      <tbody>
        {explanation.factors.map((factor) => {
          const from = reached
          reached += factor.points
          return <FactorRow key={factor.id} factor={factor} from={from} to={reached} />
        })}
      </tbody>
      <tfoot>
        <tr className={styles.row}>
          <th scope="row">Score</th>
          <td className={styles.value}>
            {explanation.certainty} % of what it asks for is known
            {application && unknown && (
              <>
                {' · '}
                <Link to="/applications/$id" params={{ id: application.id }} className={styles.link}>
                  say more about {application.name}
                </Link>
              </>
            )}
          </td>
          <td className={styles.track}>
            <span
              className={styles.bar}
              style={{ insetInlineStart: 0, inlineSize: `${explanation.score}%` }}
            />
          </td>
          <td className={styles.points}>{score(explanation.score)}</td>
        </tr>
      </tfoot>
    </table>
  )
}

function FactorRow({ factor, from, to }: { factor: Factor; from: number; to: number }) {
  return (
    <tr className={styles.row} data-unknown={!factor.known || undefined}>
      <th scope="row">{factor.label}</th>
      <td className={styles.value} title={factor.source}>
        <span>{factor.value}</span> <span className={styles.source}>{factor.source}</span>
      </td>
      <td className={styles.track}>
        <span
          className={styles.bar}
          data-lowers={factor.points < 0 || undefined}
          style={{ insetInlineStart: `${Math.min(from, to)}%`, inlineSize: `${Math.abs(factor.points)}%` }}
        />
      </td>
      <td className={styles.points}>{signed(factor.points)}</td>
    </tr>
  )
}

/** `+12.0`, `−1.2`, `0`. */
const signed = (points: number): string =>
  points === 0 ? '0' : `${points < 0 ? '−' : '+'}${score(Math.abs(points))}`
