import type { Problem } from './contract.ts'

/** A problem at a place of the report. Messages never quote the report: what is broken may hold a secret. */
export const problem = (where: string, message: string): Problem => ({ type: 'problem', where, message })

/** A problem because of which an unknown part of the report is missing. */
export const loss = (where: string, message: string): Problem => ({
  ...problem(where, message),
  incomplete: true,
})
