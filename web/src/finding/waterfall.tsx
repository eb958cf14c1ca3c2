import { Link } from '@tanstack/react-router'
import type { Explanation, Factor, Ref } from '../api/types.ts'
import { day, score, signed } from '../words/format.ts'
import { SIDE, type Side } from '../words/labels.ts'
import { ScoreBand } from './score-band.tsx'
import styles from './waterfall.module.css'

interface WaterfallProps {
  explanation: Explanation
  application: Ref | null
  asset: Ref
}

const SIDES: Side[] = ['likelihood', 'impact']

/** How the score comes about: what makes it likely, what makes it bad, and one times the other. */
export function Waterfall({ explanation, application, asset }: WaterfallProps) {
  const { likelihood, impact, policyPoints, partPoints, factors } = explanation
  const reached: Record<Side, number> = { likelihood, impact }
  const byPolicy = factors.filter(({ side }) => side === 'policy')
  const byPart = factors.filter(({ side }) => side === 'part')
  return (
    <div className={styles.sides}>
      {SIDES.map((side) => (
        <SideTable
          key={side}
          label={SIDE[side]}
          total={reached[side]}
          factors={factors.filter((factor) => factor.side === side)}
        />
      ))}
      {byPolicy.length > 0 && <SideTable label={SIDE.policy} total={policyPoints} factors={byPolicy} />}
      {byPart.length > 0 && <SideTable label={SIDE.part} total={partPoints} factors={byPart} />}
      <p className={styles.sum}>
        <span>
          {SIDE.likelihood} <strong>{score(likelihood)}</strong>
        </span>
        <span>
          × {SIDE.impact.toLowerCase()} <strong>{score(impact)}</strong> ÷ 100
        </span>
        {policyPoints !== 0 && (
          <span>
            {policyPoints < 0 ? '−' : '+'} policies <strong>{score(Math.abs(policyPoints))}</strong>
          </span>
        )}
        {partPoints !== 0 && (
          <span>
            + strongest part <strong>{score(partPoints)}</strong>
          </span>
        )}
        <span className={styles.result}>
          = score <strong>{score(explanation.score)}</strong>
        </span>
      </p>
      <ScoreBand explanation={explanation} application={application} asset={asset} />
    </div>
  )
}

/** The factors of one side; each bar starts where the one above it ended, from 0 to 100 points. */
function SideTable({ label, total, factors }: { label: string; total: number; factors: Factor[] }) {
  let reached = 0
  return (
    <table className={styles.waterfall} aria-label={`${label}: factors in points`}>
      <thead>
        <tr className={styles.row}>
          <th scope="col">{label}</th>
          <td className={styles.value} />
          <td className={styles.track}>
            <span className={styles.bar} style={{ insetInlineStart: 0, inlineSize: `${Math.abs(total)}%` }} />
          </td>
          <td className={styles.points}>{score(total)}</td>
        </tr>
      </thead>
      <tbody>
        {factors.map((factor) => {
          const from = reached
          reached += factor.points
          return <FactorRow key={factor.id} factor={factor} from={from} to={reached} />
        })}
      </tbody>
    </table>
  )
}

function FactorRow({ factor, from, to }: { factor: Factor; from: number; to: number }) {
  const { known, low, high } = factor
  return (
    <tr className={styles.row} data-unknown={!known || undefined}>
      <th scope="row">{factor.label}</th>
      <td className={styles.value}>
        <span>
          {factor.value}
          {!known && low !== high && `: ${signed(low)} to ${signed(high)}`}
        </span>{' '}
        <Source factor={factor} />
      </td>
      <td className={styles.track}>
        {!known && low !== high && (
          <span
            className={styles.open}
            style={{ insetInlineStart: `${Math.max(0, from + low)}%`, inlineSize: `${high - low}%` }}
          />
        )}
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

/** Who says it, on what ground, since when. */
function Source({ factor: { source, evidence, date } }: { factor: Factor }) {
  return (
    <span className={styles.source}>
      {source}
      {evidence && (
        <>
          {' · '}
          {evidence.url ? <Evidence text={evidence.text} url={evidence.url} /> : evidence.text}
        </>
      )}
      {date && (
        <>
          {' · '}
          <time dateTime={date}>{day(date)}</time>
        </>
      )}
    </span>
  )
}

/** Evidence of our own is a page here; everything else opens beside it. */
const Evidence = ({ text, url }: { text: string; url: string }) =>
  url.startsWith('/') ? (
    <Link to={url} className={styles.link}>
      {text}
    </Link>
  ) : (
    <a href={url} target="_blank" rel="noopener noreferrer" className={styles.link}>
      {text}
    </a>
  )
