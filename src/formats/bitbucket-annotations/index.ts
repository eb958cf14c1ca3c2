import { z } from 'zod'
import type { Observation } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { eachListed, firstListed } from '../syntax/json-list.ts'
import { advisoryIdsIn } from '../values/advisory-id.ts'
import { cwesOf } from '../values/cwe.ts'
import { firstSentence } from '../values/first-sentence.ts'
import { label, position, shaped, text } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'
import { fits } from '../values/read-schema.ts'
import { isoTime } from '../values/time.ts'

const MEMBERS = ['/values/*', '/annotations/*']

/** What tools write into pull requests, as Bitbucket Cloud (`summary`, `annotation_type`) and Data Center (`message`, `type`) have it. */
export const bitbucketAnnotations = {
  id: 'bitbucket-annotations',
  name: 'Bitbucket Code Insights annotations',
  link: 'https://developer.atlassian.com/cloud/bitbucket/rest/api-group-reports/',
  extensions: ['.json'],
  kinds: ['code', 'dependency'],
  howTo:
    'curl -u USER "https://api.bitbucket.org/2.0/repositories/ACME/till/commit/HASH/reports/REPORT/annotations?pagelen=100" > annotations.json',
  detect,
  read,
} satisfies Format

const TYPES = z.enum(['VULNERABILITY', 'CODE_SMELL', 'BUG'])
const mark = z.union([
  z.object({ annotation_type: TYPES, summary: z.string() }),
  z.object({ message: z.string(), severity: z.enum(['LOW', 'MEDIUM', 'HIGH']), type: TYPES }),
  z.object({ message: z.string(), severity: z.string(), externalId: z.string(), path: z.string() }),
])

function detect({ outline }: Sample): number {
  return fits(mark, firstListed(outline, MEMBERS)) ? 1 : 0
}

const annotationSchema = z
  .object({
    annotation_type: text,
    type: text,
    summary: text,
    message: text,
    details: text,
    severity: text,
    result: text,
    path: text,
    line: position,
    link: text,
    external_id: label,
    externalId: label,
    created_on: text,
  })
  .refine(({ summary, message }) => summary ?? message, { path: ['summary'] })

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  yield { type: 'header', tool: 'Bitbucket Code Insights' }
  const list = { name: 'annotations of Code Insights', members: MEMBERS, next: ['next'] }
  for await (const element of eachListed(input, context, list)) {
    const found = element.type === 'problem' ? element : shaped(annotationSchema, element)
    if (found.type === 'problem') yield found
    else if (element.type === 'element' && !/^(?:PASSED|SKIPPED)$/.test(found.value.result ?? ''))
      yield observationOf(found.value, element.text)
  }
}

/** `CVE-2099-1: …`, `[no-eval] …`, `S5131: …` */
const CODE = /^(?:\[([\w./:-]+)\]|([A-Z]{1,8}-?[\d-]{1,14})):?\s+/

/** There is no member for the check: tools write it before their words, or their words have to do. */
function observationOf(one: z.output<typeof annotationSchema>, raw: string): Observation {
  const said = one.summary ?? one.message ?? ''
  const [prefix = '', ...codes] = CODE.exec(said) ?? []
  const advisories = advisoryIdsIn(said)
  const path = relativePath(one.path ?? '')
  return observe({
    kind: advisories.length > 0 ? 'dependency' : 'code',
    rule: codes.find(Boolean) ?? said.replace(/(["'`‘]).{0,400}?["'`’]/g, '…').replace(/\d+/g, '…'),
    title: firstSentence(said.slice(prefix.length)) ?? said,
    description: [said, one.details].filter(Boolean).join('\n\n'),
    severity: severityOfWord(one.severity),
    toolSeverity: one.severity,
    cwes: cwesOf(/\bCWE-\d+/i.exec(`${said} ${one.details ?? ''}`)?.[0]),
    advisories,
    location: path === '' ? undefined : { path, line: one.line },
    references: one.link ? [one.link] : [],
    fingerprints:
      (one.external_id ?? one.externalId)
        ? { 'bitbucket/external-id': one.external_id ?? (one.externalId as string) }
        : undefined,
    verdict:
      one.result === 'IGNORED'
        ? { state: 'accepted', reason: 'IGNORED', source: 'bitbucket-result' }
        : undefined,
    seenAt: isoTime(one.created_on),
    tags: [one.annotation_type ?? (TYPES.safeParse(one.type).success ? one.type : undefined)].flatMap(
      (tag) => tag?.toLowerCase() ?? [],
    ),
    raw,
  })
}
