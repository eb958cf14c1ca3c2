import type { ReactNode } from 'react'
import styles from './facts.module.css'
import { ago, dateTime, day } from './format.ts'

/** What is known of a thing, a line each. */
export const Facts = ({ children }: { children: ReactNode }) => <dl className={styles.facts}>{children}</dl>

export const Fact = ({ label, children }: { label: string; children: ReactNode }) => (
  <div className={styles.fact}>
    <dt>{label}</dt>
    <dd>{children}</dd>
  </div>
)

/** The day, how long ago, and to the minute on hover. */
export const When = ({ time }: { time: string }) => (
  <time dateTime={time} title={dateTime(time)}>
    {day(time)} <span className={styles.quiet}>({ago(time)})</span>
  </time>
)
