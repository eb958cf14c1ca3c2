import { asNumber, asObject } from '../../../formats/values/fields.ts'
import type { Feed, FeedFile, IntelItem } from '../contract.ts'
import { flaw, jsonElements, jsonFrame } from '../reading/json-elements.ts'
import { cveId, day, prose, word } from '../reading/said.ts'
import { readFeedFile } from '../reading/unreadable-feed.ts'

/** CISA's catalogue of vulnerabilities that are exploited in the wild. */
export const kev = {
  id: 'kev',
  name: 'CISA Known Exploited Vulnerabilities',
  link: 'https://www.cisa.gov/known-exploited-vulnerabilities-catalog',
  license: 'CC0-1.0',
  base: 'https://www.cisa.gov/sites/default/files/feeds/',
  files: ['known_exploited_vulnerabilities.json'],
  read: (file) => readFeedFile(file, read(file)),
} satisfies Feed

async function* read(file: FeedFile): AsyncGenerator<IntelItem> {
  const frame = await jsonFrame(file, 'vulnerabilities')
  const released = day(frame.dateReleased)
  const version = word(frame.catalogVersion)
  if (released) yield { type: 'as-of', day: released, ...(version && { version }) }
  let entries = 0
  for await (const element of jsonElements(file, '/vulnerabilities/*')) {
    entries++
    yield element.type === 'problem' ? element : entryOf(element.value, element.where)
  }
  const count = asNumber(frame.count)
  if (count !== undefined && count !== entries)
    yield flaw('/count', `the catalogue says that it has ${count} entries, but ${entries} are in the file`)
}

function entryOf(value: unknown, where: string): IntelItem {
  const entry = asObject(value)
  const cve = cveId(entry?.cveID)
  const added = day(entry?.dateAdded)
  if (!entry || !cve || !added)
    return flaw(where, 'this entry is left out: it lacks a CVE id or the day it was added')
  const due = day(entry.dueDate)
  const name = prose(entry.vulnerabilityName)
  const action = prose(entry.requiredAction)
  return {
    type: 'known-exploited',
    cve,
    added,
    ...(due && { due }),
    ransomware: word(entry.knownRansomwareCampaignUse)?.toLowerCase() === 'known',
    ...(name && { name }),
    ...(action && { action }),
  }
}
