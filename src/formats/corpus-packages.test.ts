import { createReadStream, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { CORPUS, WITHOUT_CORPUS } from '../../test/corpus.ts'
import type { Item } from './contract.ts'
import { cyclonedx } from './cyclonedx/index.ts'
import { detectFormat } from './detect.ts'
import { grype } from './grype/index.ts'
import { DEFAULT_LIMITS } from './limits.ts'
import { osvScanner } from './osv-scanner/index.ts'
import { spdx } from './spdx/index.ts'
import { itemsOfFile } from './test-items.ts'
import { trivy } from './trivy/index.ts'

// Counted in another way than the readers count: over the whole parsed document.
// biome-ignore lint/suspicious/noExplicitAny: documents of many shapes
type Document = any
interface Count {
  components: number
  observations: number
}

const size = (list: unknown): number => (Array.isArray(list) ? list.length : 0)
const sum = (list: Document[] | undefined, of: (item: Document) => number): number =>
  (list ?? []).reduce((total: number, item) => total + of(item), 0)
const matches = (text: string, pattern: RegExp): number => [...text.matchAll(pattern)].length

const nested = (item: Document): number => 1 + sum(item.components, nested) + sum(item.services, nested)
const entries = (vulnerability: Document): number => Math.max(1, size(vulnerability.affects))

function countBom(text: string): Count {
  if (text.trimStart().startsWith('<')) return countXml(text)
  const bom = JSON.parse(text)
  const described = bom.metadata?.component
  const ref = described?.['bom-ref']
  const again = ref && bom.components?.some((item: Document) => item['bom-ref'] === ref)
  return {
    components:
      nested({ components: bom.components, services: bom.services }) -
      1 +
      (described ? nested(described) : 0) -
      (again ? 1 : 0),
    observations: sum(bom.vulnerabilities, entries),
  }
}

function countXml(text: string): Count {
  const bom = text.replace(/<(tools|pedigree|ancestors|formulation)>.*?<\/\1>/gs, '')
  const vulnerabilities = bom.match(/<(?:\w+:)?vulnerability[ >].*?<\/(?:\w+:)?vulnerability>/gs) ?? []
  return {
    components: matches(bom, /<(?:component|service)[ >]/g),
    observations: sum(vulnerabilities, (each: string) => Math.max(1, matches(each, /<target>/g))),
  }
}

function countSpdx(text: string): Count {
  if (!text.trimStart().startsWith('{'))
    return {
      components: matches(text, /^PackageName:/gm),
      observations: matches(text, /^ExternalRef: SECURITY advisory/gm),
    }
  const document = JSON.parse(text)
  const packages = document['@graph']
    ? document['@graph'].filter(({ type }: Document) => type.endsWith('Package'))
    : document.packages
  return {
    components: size(packages),
    observations: sum(packages, ({ externalRefs }) =>
      sum(externalRefs, ({ referenceType }) => (referenceType?.endsWith('advisory') ? 1 : 0)),
    ),
  }
}

function countTrivy(text: string): Count {
  const report = JSON.parse(text)
  // A list of packages alone.
  if (Array.isArray(report) && report[0]?.Name) return { components: size(report), observations: 0 }
  const objects = ['Resources', 'Findings', 'Vulnerabilities', 'Misconfigurations'].flatMap(
    (list) => report[list] ?? [],
  )
  const results = Array.isArray(report)
    ? report
    : (report.Results ?? objects.flatMap(({ Results }) => Results ?? []))
  return {
    components: sum(results, ({ Packages }) => size(Packages)),
    observations: sum(
      results,
      (result) =>
        size(result.Vulnerabilities) +
        size(result.Secrets) +
        size(result.Licenses) +
        size(result.ExperimentalModifiedFindings) +
        sum(result.Misconfigurations, ({ Status }) => (Status === 'PASS' ? 0 : 1)),
    ),
  }
}

function countGrype(text: string): Count {
  const { matches: found, ignoredMatches: ignored } = JSON.parse(text)
  return { components: 0, observations: size(found) + size(ignored) }
}

function countOsv(text: string): Count {
  const report = JSON.parse(text)
  // The library's flat list: a row a package and vulnerability.
  if (Array.isArray(report))
    return {
      components: new Set(report.map((row) => JSON.stringify([row.Source, row.Package]))).size,
      observations: size(report),
    }
  const packages = report.results.flatMap((result: Document) => result.packages)
  return {
    components: size(packages),
    observations: sum(packages, (each) => size(each.vulnerabilities) + size(each.license_violations)),
  }
}

const COUNTED = [
  { format: cyclonedx, count: countBom, atLeast: 140 },
  { format: spdx, count: countSpdx, atLeast: 90 },
  { format: trivy, count: countTrivy, atLeast: 70 },
  { format: grype, count: countGrype, atLeast: 14 },
  { format: osvScanner, count: countOsv, atLeast: 10 },
]

const title = `every element of a BOM or package scan is told or a problem${WITHOUT_CORPUS}`

describe.skipIf(!CORPUS)(title, () => {
  const files = new Map<string, string[]>()

  beforeAll(async () => {
    const folders = ['reports', 'sboms'].map((folder) => join(CORPUS as string, folder))
    for (const file of folders.flatMap(filesIn)) {
      const { format } = await detectFormat({ open: () => createReadStream(file) }, DEFAULT_LIMITS).catch(
        () => ({ format: undefined }),
      )
      if (format) files.set(format.id, [...(files.get(format.id) ?? []), file])
    }
  }, 300_000)

  test.each(COUNTED)('$format.id', async ({ format, count, atLeast }) => {
    const known = files.get(format.id) ?? []
    expect(known.length).toBeGreaterThanOrEqual(atLeast)
    for (const file of known) {
      const items = await itemsOfFile(format, new URL(`file://${file}`))
      const lost = countOf(items, 'problem', ({ incomplete }: Document) => incomplete)
      const told = countOf(items, 'component') + countOf(items, 'observation') + lost
      const { components, observations } = count(readFileSync(file, 'utf8').replace(/^\uFEFF/, ''))
      expect([file, told]).toEqual([file, components + observations])
      expect(countOf(items, 'component')).toBeLessThanOrEqual(components)
      expect(countOf(items, 'observation')).toBeLessThanOrEqual(observations)
    }
  })
})

const countOf = (items: Item[], type: Item['type'], where = (_item: Document) => true): number =>
  items.filter((item) => item.type === type && where(item)).length

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8', withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
