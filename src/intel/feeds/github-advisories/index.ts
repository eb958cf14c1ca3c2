import type { Feed, FeedFile, IntelItem } from '../contract.ts'
import { osvRecord } from '../osv/record.ts'
import { jsonRecord } from '../reading/json-elements.ts'
import { tarEntries } from '../reading/tar-entries.ts'
import { readFeedFile, unreadableFeed } from '../reading/unreadable-feed.ts'

/** GitHub's advisories as its repository has them, reviewed and not: a file each, in the OSV schema. */
export const githubAdvisories = {
  id: 'github-advisories',
  name: 'GitHub Advisory Database',
  link: 'https://github.com/github/advisory-database',
  license: 'CC-BY-4.0',
  base: 'https://github.com/github/advisory-database/archive/refs/heads/',
  files: ['github-advisory-database.tar.gz'],
  addresses: {
    'github-advisory-database.tar.gz':
      'https://github.com/github/advisory-database/archive/refs/heads/main.tar.gz',
  },
  read: (file) => readFeedFile(file, read(file)),
} satisfies Feed

/** The repository's other files are no advisories. */
const isAdvisory = (name: string): boolean => /(?:^|\/)GHSA-[^/]*\.json$/i.test(name)

async function* read(file: FeedFile): AsyncGenerator<IntelItem> {
  let advisories = 0
  for await (const entry of tarEntries(file, isAdvisory)) {
    advisories++
    if (entry.type === 'problem') yield entry
    else {
      const record = jsonRecord(entry.name, entry.content)
      if ('type' in record) yield record
      else yield* osvRecord(record.value, entry.name)
    }
  }
  if (advisories === 0) throw unreadableFeed(file.path, 'holds no advisory')
}
