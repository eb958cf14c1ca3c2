import { AppError } from './errors.ts'

interface Kept {
  name: string
  /** Its number, or for what is not numbered when it was changed. */
  revision: number | Date
  changedBy: string | null
}

/**
 * Throws `changed_meanwhile` (409) for a change that began from an earlier text: saving it would undo somebody's word unseen. `began` =
 * the revision that it began from; a time as ISO text.
 */
export function requireRevision(
  { name, revision, changedBy }: Kept,
  began: number | string | undefined,
): void {
  const [is, was] = [numberOf(revision), numberOf(began)]
  if (was === undefined || is === was) return
  const what =
    typeof revision === 'number'
      ? `revision ${revision} of ${name} since you began from revision ${began}`
      : `${name} at ${revision.toISOString()}, since you began`
  throw new AppError(
    'changed_meanwhile',
    409,
    `${changedBy ?? 'Somebody'} saved ${what}. Load it again, take over what you want to keep, and save that.`,
  )
}

const numberOf = (revision: number | string | Date | undefined): number | undefined =>
  revision === undefined || typeof revision === 'number' ? revision : new Date(revision).getTime()
