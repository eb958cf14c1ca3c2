import { asObject } from '../../../formats/values/fields.ts'
import type { Feed, FeedFile, IntelItem } from '../contract.ts'
import { flaw, jsonElements, jsonFrame } from '../reading/json-elements.ts'
import { day } from '../reading/said.ts'
import { readFeedFile, unreadableFeed } from '../reading/unreadable-feed.ts'
import { nvdRecord } from './record.ts'

/** NIST's National Vulnerability Database: yearly files, what changed within eight days, and pages of its API 2.0, all of one form. */
export const nvd = {
  id: 'nvd',
  name: 'National Vulnerability Database',
  link: 'https://nvd.nist.gov/vuln/data-feeds',
  license: 'Public domain (https://nvd.nist.gov/general/FAQ-Sections/General-FAQs)',
  base: 'https://nvd.nist.gov/feeds/json/cve/2.0/',
  files: ['nvdcve-2.0-{year}.json.gz', 'nvdcve-2.0-modified.json.gz'],
  read: (file) => readFeedFile(file, read(file)),
} satisfies Feed

async function* read(file: FeedFile): AsyncGenerator<IntelItem> {
  const frame = await jsonFrame(file, 'vulnerabilities')
  if (frame.format !== 'NVD_CVE') throw unreadableFeed(file.path, 'is not of the form NVD_CVE 2.0')
  const made = day(frame.timestamp)
  if (made) yield { type: 'as-of', day: made }
  for await (const element of jsonElements(file, '/vulnerabilities/*')) {
    if (element.type === 'problem') yield element
    else yield nvdRecord(asObject(element.value)?.cve, element.where)
  }
  yield* missing(frame)
}

/** A page of the API that is not the only one tells of more than it holds. */
function* missing({
  startIndex,
  resultsPerPage,
  totalResults,
}: Record<string, unknown>): Generator<IntelItem> {
  const [start, count, total] = [startIndex, resultsPerPage, totalResults].map(Number)
  if (start === 0 && Number(count) < Number(total))
    yield flaw(
      '/totalResults',
      `this page has ${count} of ${total} records: the other pages are files of their own`,
    )
}
