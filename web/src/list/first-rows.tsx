import { type ReactNode, useState } from 'react'
import { ShowMore } from './show-more.tsx'

const STEP = 100

/** Of rows that are all here the first ones, and the way to more of them: thousands in one table make a page that does not answer. */
export function useFirstRows<T>(rows: readonly T[]): { first: readonly T[]; more: ReactNode } {
  const [most, setMost] = useState(STEP)
  const first = rows.slice(0, most)
  const more =
    first.length < rows.length ? (
      <ShowMore shown={first.length} total={rows.length} onMore={() => setMost(most + STEP)} />
    ) : null
  return { first, more }
}
