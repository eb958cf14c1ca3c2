import type { Input, Item, ReadContext } from '../contract.ts'
import { loss } from '../problem.ts'
import type { Row } from '../syntax/csv.ts'
import { cell, eachRowOf } from '../syntax/csv-report.ts'
import { imageClaim, imageReference } from '../values/image-reference.ts'
import { withoutGaps } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'
import { isoTime } from '../values/time.ts'
import { complianceOf, vulnerabilityOf } from './finding.ts'
import { namesIn, packageOf } from './package.ts'

export const COLUMNS = ['CVE ID', 'Compliance ID', 'Fix Status', 'Packages']

/** The table of images or hosts that the console exports: a row for each vulnerability and each check of each of them. */
export async function* readCsv(input: Input, context: ReadContext): AsyncGenerator<Item> {
  let last: string | undefined
  let begun = false
  for await (const row of eachRowOf(input, context, { name: "Prisma Cloud's CSV", columns: COLUMNS })) {
    if (row.type === 'problem') {
      yield row
      continue
    }
    const image = imageIn(row.row)
    if (!begun || image !== last) yield* opened(image, row.row)
    begun = true
    last = image
    yield itemOf(row, image)
  }
  if (!begun) yield { type: 'header', tool: 'Prisma Cloud' }
}

function imageIn(row: Record<string, string>): string | undefined {
  const repository = cell(row, 'Repository')
  if (!repository) return cell(row, 'Id') ?? cell(row, 'Hostname')
  const tag = cell(row, 'Tag')
  return [cell(row, 'Registry'), repository].filter(Boolean).join('/') + (tag ? `:${tag}` : '')
}

/** A host's name has no tag. */
const nameOf = (image: string, row: Record<string, string>): string =>
  isHost(row) ? image : imageReference(image).name

const isHost = (row: Record<string, string>): boolean =>
  !cell(row, 'Repository') && !cell(row, 'Id') && cell(row, 'Hostname') !== undefined

function* opened(image: string | undefined, row: Record<string, string>): Generator<Item> {
  yield withoutGaps({
    type: 'header' as const,
    tool: 'Prisma Cloud',
    target: image && nameOf(image, row),
    producedAt: isoTime(cell(row, 'Scan Time')),
  })
  if (!image) return
  const os = cell(row, 'Distro')
  if (isHost(row)) yield { type: 'asset', kind: 'host', name: image, ...(os && { attributes: { os } }) }
  else yield imageClaim(image, { imageId: cell(row, 'Id'), os })
}

/** Columns whose content is a tag, with a word before it where it would not say what it is. */
const TAGGED: [string, string][] = [
  ['Vulnerability Tags', ''],
  ['Custom Labels', ''],
  ['Package License', 'license:'],
  ['Hosts', 'hosts:'],
  ['Containers', 'containers:'],
  ['Clusters', 'cluster:'],
  ['Cluster', 'cluster:'],
  ['Services', 'services:'],
]

const tagsOf = (row: Record<string, string>): string[] =>
  TAGGED.flatMap(([column, prefix]) => {
    const value = cell(row, column)
    return value ? [prefix + value] : []
  })

function itemOf({ row, where, text }: Row, image: string | undefined): Item {
  const id = cell(row, 'CVE ID')
  const given = cell(row, 'Packages') ?? cell(row, 'Source Package')
  if (!id) {
    const check = cell(row, 'Compliance ID')
    if (!check) return loss(where, 'this row is left out: it names no vulnerability and no check')
    return complianceOf({
      id: check,
      description: cell(row, 'Description'),
      cause: cell(row, 'Cause'),
      severity: cell(row, 'Severity'),
      category: cell(row, 'Type'),
      image: image && nameOf(image, row),
      isHost: isHost(row),
      raw: text,
    })
  }
  const { name, binaries } = namesIn(given ?? 'unknown')
  const type = cell(row, 'Type')
  const path = cell(row, 'Package Path')
  return vulnerabilityOf({
    id,
    description: cell(row, 'Description'),
    severity: cell(row, 'Severity'),
    cvss: cell(row, 'CVSS'),
    status: cell(row, 'Fix Status'),
    link: cell(row, 'Vulnerability Link'),
    discovered: cell(row, 'Discovered'),
    riskFactors:
      cell(row, 'Risk Factors')
        ?.split(/\s*,\s*/)
        .filter(Boolean) ?? [],
    packageType: type,
    component: {
      ...packageOf({ name, version: cell(row, 'Package Version'), type, distro: cell(row, 'Distro') }),
      path: (path && relativePath(path)) || undefined,
    },
    tags: [...binaries.map((binary) => `package:${binary}`), ...tagsOf(row)],
    raw: text,
  })
}
