import { UnreadableReport } from '../../../formats/unreadable.ts'
import { AppError } from '../../../platform/errors.ts'
import type { FeedFile, IntelItem } from '../contract.ts'
import { shown } from './shown.ts'

const SAID: Partial<Record<UnreadableReport['code'], string>> = {
  empty: 'is empty',
  bomb: 'grows out of measure when it is unpacked',
  too_large: 'is larger than any feed',
  too_deep: 'is nested deeper than any feed',
  encrypted: 'is encrypted',
}

/** A feed's file that cannot be used as a whole. `flaw` goes on from the file's name: `is cut short`. */
export const unreadableFeed = (path: string, flaw: string, cause?: unknown): AppError =>
  new AppError(
    'unreadable_feed',
    502,
    `${path} ${flaw}. Fetch it again; if that does not help, its publisher has changed the feed or the mirror is wrong.`,
    { cause },
  )

/** A file with more problems than this, and more than it has items, is another file. */
const MOST_PROBLEMS = 10_000

/** The items of a file, with the errors of the readers of reports told as what they are here: those speak to a person who sent a report. */
export async function* readFeedFile(
  file: FeedFile,
  items: AsyncIterable<IntelItem>,
): AsyncGenerator<IntelItem> {
  let [told, problems] = [0, 0]
  try {
    for await (const item of items) {
      if (item.type === 'problem') problems++
      else told++
      if (problems > MOST_PROBLEMS && problems > told)
        throw unreadableFeed(file.path, 'holds more that cannot be read than what can')
      yield item.type === 'problem' ? { ...item, where: shown(item.where) || '/' } : item
    }
  } catch (error) {
    if (!(error instanceof UnreadableReport)) throw error
    throw unreadableFeed(file.path, SAID[error.code] ?? 'is damaged or something else than this feed', error)
  }
}
