import type { Exception } from '../api/types.ts'
import { dateTime } from '../words/format.ts'
import { EXCEPTION_STATUS } from './exception-words.ts'
import styles from './exceptions.module.css'

interface Step {
  key: string
  what: string
  by?: string
  at: string | null
  words?: string
}

/** Who said what when, in its order. */
export function ExceptionHistory({ exception }: { exception: Exception }) {
  return (
    <ol className={styles.history}>
      {stepsOf(exception).map(({ key, what, by, at, words }) => (
        <li key={key} className={styles.step}>
          <div>
            {what}
            {by && ` by ${by}`}
          </div>
          {words && <div>{words}</div>}
          {at && (
            <time className={styles.quiet} dateTime={at}>
              {dateTime(at)}
            </time>
          )}
        </li>
      ))}
    </ol>
  )
}

function stepsOf(exception: Exception): Step[] {
  const { requestedBy, requestedAt, approvals, approvalReasons, activeAt, endedAt, endReason, status } =
    exception
  return [
    {
      key: 'asked',
      what: 'Asked for',
      by: requestedBy.name,
      at: requestedAt,
      ...(approvalReasons.length > 0 && {
        words: `Needs a second person. ${approvalReasons.join(' ')}`,
      }),
    },
    ...approvals.map(({ by, verdict, comment, at }) => ({
      key: `${by.id} ${at}`,
      what: verdict === 'approved' ? 'Approved' : 'Rejected',
      by: by.name,
      at,
      words: comment,
    })),
    ...(activeAt ? [{ key: 'active', what: 'In force', at: activeAt }] : []),
    ...(endedAt
      ? [{ key: 'ended', what: EXCEPTION_STATUS[status], at: endedAt, words: endReason ?? '' }]
      : []),
  ]
}
