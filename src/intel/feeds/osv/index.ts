import { wholeJson } from '../../../formats/syntax/json.ts'
import { peek } from '../../../formats/unpack/upload.ts'
import type { Feed, FeedFile, IntelItem } from '../contract.ts'
import { FEED_LIMITS } from '../reading/feed-limits.ts'
import { flaw, jsonRecord } from '../reading/json-elements.ts'
import { plain } from '../reading/plain.ts'
import { readFeedFile } from '../reading/unreadable-feed.ts'
import { zipEntries } from '../reading/zip-entries.ts'
import { changedRecords } from './changed-records.ts'
import { osvRecord } from './record.ts'

/** OSV.dev: the records of many databases in one schema, an archive of them for each ecosystem; malicious packages among them. */
export const osv = {
  id: 'osv',
  name: 'OSV.dev',
  link: 'https://google.github.io/osv.dev/data/',
  license:
    'By source (https://google.github.io/osv.dev/data/#current-data-sources), mostly CC-BY-4.0, CC0-1.0, Apache-2.0',
  base: 'https://osv-vulnerabilities.storage.googleapis.com/',
  files: ['osv/{ecosystem}/all.zip'],
  addresses: {
    'osv/{ecosystem}/all.zip': 'https://osv-vulnerabilities.storage.googleapis.com/{ecosystem}/all.zip',
  },
  increments: {
    index: 'modified_id.csv',
    record: (id) => `${id}.json`,
    changed: changedRecords,
  },
  read: (file) => readFeedFile(file, read(file)),
} satisfies Feed

/** An archive of records, or a single record: what OSV.dev serves for one id. */
async function* read(file: FeedFile): AsyncGenerator<IntelItem> {
  if ((await peek(file, 2)).toString('latin1') !== 'PK') {
    const { value, problems } = await wholeJson(plain(file), { limits: FEED_LIMITS })
    for (const { where, message } of problems) yield flaw(where, message)
    yield* osvRecord(value, '')
    return
  }
  for await (const entry of zipEntries(file)) {
    if (entry.type === 'problem') yield entry
    else if (!entry.name.endsWith('.json')) yield flaw(entry.name, 'this file is left out: it is no record')
    else {
      const record = jsonRecord(entry.name, entry.content)
      if ('type' in record) yield record
      else yield* osvRecord(record.value, entry.name)
    }
  }
}
