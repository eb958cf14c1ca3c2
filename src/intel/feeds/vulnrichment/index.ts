import type { Feed, FeedFile, IntelItem } from '../contract.ts'
import { jsonRecord } from '../reading/json-elements.ts'
import { tarEntries } from '../reading/tar-entries.ts'
import { readFeedFile, unreadableFeed } from '../reading/unreadable-feed.ts'
import { assessmentOf } from './assessment.ts'

/** CISA's additions to CVE records: SSVC decision points, and CVSS and CWE where the record had none. */
export const vulnrichment = {
  id: 'vulnrichment',
  name: 'CISA Vulnrichment',
  link: 'https://github.com/cisagov/vulnrichment',
  license: 'CC0-1.0',
  base: 'https://github.com/cisagov/vulnrichment/archive/refs/heads/',
  files: ['vulnrichment.tar.gz'],
  addresses: {
    'vulnrichment.tar.gz': 'https://github.com/cisagov/vulnrichment/archive/refs/heads/develop.tar.gz',
  },
  read: (file) => readFeedFile(file, read(file)),
} satisfies Feed

/** The repository's other files (its README, its workflows) are no records. */
const isRecord = (name: string): boolean => /(?:^|\/)CVE-[^/]*\.json$/i.test(name)

async function* read(file: FeedFile): AsyncGenerator<IntelItem> {
  let records = 0
  for await (const entry of tarEntries(file, isRecord)) {
    records++
    if (entry.type === 'problem') yield entry
    else {
      const record = jsonRecord(entry.name, entry.content)
      yield 'type' in record ? record : assessmentOf(record.value, entry.name)
    }
  }
  if (records === 0) throw unreadableFeed(file.path, 'holds no CVE record')
}
