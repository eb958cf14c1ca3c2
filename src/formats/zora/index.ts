import type { Observation } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { loss } from '../problem.ts'
import { eachRow, type Row } from '../syntax/csv.ts'
import { advisoryIds } from '../values/advisory-id.ts'
import { eachOnce } from '../values/claims.ts'
import { asText } from '../values/fields.ts'
import { imageClaim, imageReference } from '../values/image-reference.ts'
import { linksOf } from '../values/links.ts'
import { observe } from '../values/observe.ts'
import { packageKind } from '../values/package-kind.ts'

export const zora = {
  id: 'zora',
  name: 'Zora',
  link: 'https://zora-docs.undistro.io/latest/',
  extensions: ['.csv'],
  kinds: ['container', 'config', 'malware'],
  howTo: 'the dashboard: a cluster, then Vulnerabilities or Misconfigurations, Export CSV',
  detect,
  read,
} satisfies Format

const VULNERABILITIES = ['source', 'image', 'id', 'title', 'severity', 'status', 'fixVersion']
const CHECKS = ['source', 'checkID', 'title', 'severity', 'status']

function detect({ columns = [] }: Sample): number {
  return [VULNERABILITIES, CHECKS].some((names) => names.every((name) => columns.includes(name))) ? 1 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  yield { type: 'header', tool: 'Zora' }
  const once = eachOnce()
  for await (const entry of eachRow(input, context)) {
    if (entry.type === 'problem') {
      yield entry
      continue
    }
    const { id, checkID, image } = entry.row
    if (asText(checkID)) yield* checkOf(entry)
    else if (asText(id) && asText(image)) {
      yield* once([imageClaim(image as string)])
      yield vulnerabilityOf(entry)
    } else
      yield loss(entry.where, 'this row has neither a vulnerability with its image nor a check: left out')
  }
}

/** The export leaves out which package it is: what tells two rows apart is the image. */
function vulnerabilityOf({ row, text }: Row): Observation {
  const [id = ''] = advisoryIds(row.id)
  const { name } = imageReference(row.image ?? '')
  return observe({
    kind: packageKind(id, undefined) === 'malware' ? 'malware' : 'container',
    rule: id,
    title: asText(row.title) ?? id,
    description: asText(row.description),
    severity: severityOfWord(row.severity),
    toolSeverity: asText(row.severity),
    advisories: [id],
    resource: { address: name, type: 'container-image', provider: 'kubernetes' },
    remediation: asText(row.fixVersion) && `Fixed in ${row.fixVersion}`,
    fingerprints: { 'image-and-advisory': `${name} ${id}` },
    tags: [asText(row.source), asText(row.status) && `fix-state:${row.status}`].filter(
      (tag): tag is string => tag !== undefined,
    ),
    raw: text,
  })
}

function* checkOf({ row, text }: Row): Generator<Observation> {
  if (/^pass(?:ed)?$/i.test(row.status ?? '')) return
  const links = linksOf(row.remediation, row.url)
  yield observe({
    kind: 'config',
    rule: row.checkID as string,
    title: asText(row.title) ?? (row.checkID as string),
    severity: severityOfWord(row.severity),
    toolSeverity: asText(row.severity),
    resource: { address: 'cluster', type: 'kubernetes-cluster', provider: 'kubernetes' },
    references: links,
    remediation: links.length > 0 ? undefined : asText(row.remediation),
    tags: [asText(row.source), asText(row.category)].filter((tag): tag is string => tag !== undefined),
    raw: text,
  })
}
