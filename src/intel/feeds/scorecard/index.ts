import { eachRecord } from '../../../formats/syntax/ndjson.ts'
import { asNumber, asObject } from '../../../formats/values/fields.ts'
import { normalName } from '../../matching/normal-name.ts'
import type { Feed, FeedFile, IntelItem } from '../contract.ts'
import { FEED_LIMITS } from '../reading/feed-limits.ts'
import { flaw } from '../reading/json-elements.ts'
import { plain } from '../reading/plain.ts'
import { day, word } from '../reading/said.ts'
import { readFeedFile } from '../reading/unreadable-feed.ts'

/**
 * OpenSSF Scorecard's results as its API answers for one repository and its public data set has them a line
 * (https://github.com/ossf/scorecard#public-data). The data set is served by BigQuery only: a mirror holds an export of it.
 */
export const scorecard = {
  id: 'scorecard',
  name: 'OpenSSF Scorecard',
  link: 'https://scorecard.dev/',
  license: 'CDLA-Permissive-2.0',
  base: 'https://api.scorecard.dev/',
  files: ['scorecard.ndjson'],
  read: (file) => readFeedFile(file, read(file)),
} satisfies Feed

async function* read(file: FeedFile): AsyncGenerator<IntelItem> {
  for await (const record of eachRecord(plain(file), { limits: FEED_LIMITS }))
    yield record.type === 'problem' ? flaw(record.where, record.message) : scoreOf(record.value, record.where)
}

function scoreOf(value: unknown, where: string): IntelItem {
  const result = asObject(value)
  const repository = normalName('GIT', word(asObject(result?.repo)?.name ?? result?.repo) ?? '')
  const at = day(result?.date)
  if (!result || !repository || !at)
    return flaw(where || '/', 'this result is left out: it lacks its repository or its day')
  const score = asNumber(result.score)
  // −1 is how Scorecard says that it could not tell.
  if (score === undefined || score < 0 || score > 10)
    return flaw(where || '/', 'this result is left out: it has no score from 0 to 10')
  return { type: 'scorecard', repository, score, at }
}
