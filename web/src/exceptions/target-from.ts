import type { ExceptionTarget } from '../api/types.ts'

/** What the form begins with, from the page's address; a condition to write when it says nothing. */
export function targetFrom(ask: string | undefined, of = ''): ExceptionTarget {
  if (ask === 'component') return { type: 'component', component: of }
  if (ask === 'advisory') return { type: 'advisory', advisory: of }
  return { type: 'rule', when: of }
}
