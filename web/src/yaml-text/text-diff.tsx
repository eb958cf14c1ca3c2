import { VisuallyHidden } from '@mantine/core'
import { Fragment, useMemo } from 'react'
import { type DiffLine, lineDiff, withContext } from './line-diff.ts'
import styles from './text-diff.module.css'

const AROUND = 3
const SIGN: Record<DiffLine['kind'], string> = { same: ' ', added: '+', removed: '−' }

/** How one text became another, with a few lines around what changed. */
export function TextDiff({ before, after, label }: { before: string; after: string; label: string }) {
  const lines = useMemo(() => withContext(lineDiff(before, after), AROUND), [before, after])
  if (before === after) return <p className={styles.same}>They are the same.</p>
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable
    <section className={styles.diff} aria-label={label} tabIndex={0}>
      <pre>
        {lines.map((line, at) =>
          line ? (
            <span key={`${line.before} ${line.after}`} className={styles.line} data-kind={line.kind}>
              <span className={styles.sign} aria-hidden="true">
                {SIGN[line.kind]}
              </span>
              {line.kind !== 'same' && <VisuallyHidden>{line.kind}: </VisuallyHidden>}
              {line.text}
            </span>
          ) : (
            // biome-ignore lint/suspicious/noArrayIndexKey: gaps have no name of their own
            <Fragment key={`gap ${at}`}>
              <span className={styles.gap}>…</span>
            </Fragment>
          ),
        )}
      </pre>
    </section>
  )
}
