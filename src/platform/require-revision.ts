import { AppError } from '../platform/errors.ts'

interface Kept {
  name: string
  revision: number
  changedBy: string | null
}

/** Throws `changed_meanwhile` (409) for a change that began from an earlier text: saving it would undo somebody's word unseen. */
export function requireRevision({ name, revision, changedBy }: Kept, began: number | undefined): void {
  if (began === undefined || began === revision) return
  throw new AppError(
    'changed_meanwhile',
    409,
    `${changedBy ?? 'Somebody'} saved revision ${revision} of ${name} since you began from revision ${began}. Compare the two, take over what you want to keep, and save again from revision ${revision}.`,
  )
}
