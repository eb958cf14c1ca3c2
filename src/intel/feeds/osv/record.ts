import { normalAdvisoryId } from '../../../formats/values/advisory-id.ts'
import { cwesOf } from '../../../formats/values/cwe.ts'
import { asList, asObject, asObjects, type Json } from '../../../formats/values/fields.ts'
import type { Advisory } from '../../../model/advisory.ts'
import type { IntelItem } from '../contract.ts'
import { flaw } from '../reading/json-elements.ts'
import { prose, time, word } from '../reading/said.ts'
import { affectedIn } from './affected.ts'
import { ratingsIn, severityIn } from './severity.ts'

/** Of two records of one id the later one is right, so one that does not say when it is from gives way to every other. */
const LONG_AGO = '1970-01-01T00:00:00.000Z'

/**
 * An advisory in the OSV schema (https://ossf.github.io/osv-schema/, 1.7), after the problems with parts of it that could not be used.
 * `where` is the record's place in its file.
 */
export function* osvRecord(value: unknown, where: string): Generator<IntelItem> {
  const record = asObject(value)
  const id = word(record?.id)
  if (!record || !id) {
    yield flaw(where || '/', 'this record is left out: it has no id')
    return
  }
  const flaws: IntelItem[] = []
  const published = time(record.published)
  const modified = time(record.modified)
  if (!modified) flaws.push(flaw(`${where}/modified`, 'the record does not say when it was changed last'))
  const affected = affectedIn(record.affected, `${where}/affected`, flaws)
  const withdrawn = withdrawnIn(record, modified, flaws, where)
  const summary = prose(record.summary)
  const details = prose(record.details)
  yield* flaws
  yield {
    type: 'advisory',
    advisory: {
      id: normalAdvisoryId(id),
      aliases: idsIn(record.aliases, id),
      upstream: idsIn(record.upstream, id),
      related: idsIn(record.related, id),
      ...(summary && { summary }),
      ...(details && { details }),
      ...(published && { published }),
      modified: modified ?? published ?? LONG_AGO,
      ...(withdrawn && { withdrawn }),
      ...severityIn(record),
      cvss: ratingsIn(record),
      cwes: cwesOf(weaknessesIn(record)),
      references: referencesIn(record.references),
      affected,
      malicious: isMalicious(record, id),
    },
  }
}

const idsIn = (value: unknown, own: string): string[] => [
  ...new Set(
    asList(value)
      .map(word)
      .filter((id) => id !== undefined && id !== own)
      .map((id) => normalAdvisoryId(id as string)),
  ),
]

/** A time that cannot be read still says that the record was taken back. */
function withdrawnIn(
  record: Json,
  modified: string | undefined,
  flaws: IntelItem[],
  where: string,
): string | undefined {
  if (record.withdrawn === undefined || record.withdrawn === null || record.withdrawn === '') return undefined
  const told = time(record.withdrawn)
  if (!told) flaws.push(flaw(`${where}/withdrawn`, 'it was withdrawn at a time that cannot be read'))
  return told ?? modified ?? LONG_AGO
}

function weaknessesIn(record: Json): unknown[] {
  const own = asObject(record.database_specific)
  const parts = asObjects(record.affected).map((part) => asObject(part.database_specific))
  return [
    asList(own?.cwe_ids),
    ...[own, ...parts].flatMap((part) => asObjects(part?.cwes).map((cwe) => cwe.cweId)),
    // RustSec tells of crates that nobody looks after by records like those of vulnerabilities.
    ...(parts.some((part) => part?.informational === 'unmaintained') ? [UNMAINTAINED] : []),
  ]
}

/** CWE-1104: use of unmaintained third-party components. */
const UNMAINTAINED = 1104

const referencesIn = (value: unknown): Advisory['references'] =>
  asObjects(value)
    .map(({ type, url }) => ({ type: word(type) ?? 'WEB', url: word(url) }))
    .filter((reference): reference is Advisory['references'][0] => /^https?:\/\//i.test(reference.url ?? ''))

/**
 * The OpenSSF's malicious packages have ids of their own (https://github.com/ossf/malicious-packages). GitHub tells malware from
 * vulnerabilities only by the title that all its malware advisories share, and CWE-506.
 */
function isMalicious(record: Json, id: string): boolean {
  const own = asObject(record.database_specific)
  const ids = [id, ...asList(record.aliases)]
  return (
    ids.some((one) => typeof one === 'string' && one.startsWith('MAL-')) ||
    asList(own?.['malicious-packages-origins']).length > 0 ||
    (/^Mal(?:ware|icious code) in /i.test(String(record.summary)) && asList(own?.cwe_ids).includes('CWE-506'))
  )
}
