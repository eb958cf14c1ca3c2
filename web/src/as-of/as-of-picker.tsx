import { Button, TextInput } from '@mantine/core'
import type { Caveat } from '../api/types.ts'
import { day } from '../words/format.ts'
import styles from './as-of.module.css'

const today = () => new Date().toISOString().slice(0, 10)

interface AsOfPickerProps {
  /** `2026-08-16`; undefined is now. */
  asOf: string | undefined
  onChange: (asOf: string | undefined) => void
}

/** Now, or the end of a day that is over. */
export function AsOfPicker({ asOf, onChange }: AsOfPickerProps) {
  return (
    <div className={styles.picker}>
      <span className={styles.label} aria-hidden="true">
        As of
      </span>
      <TextInput
        type="date"
        aria-label="As of"
        title="As of the end of this day; empty: now"
        max={today()}
        value={asOf ?? ''}
        onChange={(event) => onChange(pastDay(event.currentTarget.value))}
      />
      {asOf && (
        <Button variant="subtle" onClick={() => onChange(undefined)}>
          Now
        </Button>
      )}
    </div>
  )
}

/** A date that is complete and not to come; today is now. */
const pastDay = (typed: string): string | undefined =>
  /^\d{4}-\d{2}-\d{2}$/.test(typed) && typed < today() && typed > '1999' ? typed : undefined

/** Says that these are not today's figures, and in plain words what is not known of that day. */
export function AsOfNotice({ asOf, caveats = [] }: { asOf: string | undefined; caveats?: Caveat[] }) {
  if (!asOf && caveats.length === 0) return null
  return (
    <div className={styles.notice} role="status">
      {asOf && <strong>As of the end of {day(asOf)}. </strong>}
      {caveats.map(({ figure, text }) => (
        <span key={`${figure} ${text}`}>{text} </span>
      ))}
    </div>
  )
}
