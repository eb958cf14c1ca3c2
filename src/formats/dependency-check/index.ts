import { z } from 'zod'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { firstCharacter } from '../syntax/first-character.ts'
import { eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { child, eachNode, textOf } from '../syntax/xml.ts'
import { xmlRoot } from '../syntax/xml-root.ts'
import { label, part, text } from '../values/lenient.ts'
import { withoutGaps } from '../values/observe.ts'
import { fits } from '../values/read-schema.ts'
import { isoTime } from '../values/time.ts'
import { itemsOfDependency } from './dependency.ts'
import { dependencyInNode, nodeWithOnly } from './xml-shape.ts'

export const dependencyCheck = {
  id: 'dependency-check',
  name: 'OWASP Dependency-Check',
  link: 'https://jeremylong.github.io/DependencyCheck/',
  extensions: ['.xml', '.json'],
  kinds: ['dependency', 'malware', 'container'],
  howTo: 'dependency-check --scan . --format JSON --out dependency-check-report.json',
  detect,
  read,
} satisfies Format

const report = z.object({
  reportSchema: z.string(),
  scanInfo: z.object({ engineVersion: z.string() }),
  dependencies: z.array(z.unknown()).optional(),
})

function detect({ root, outline }: Sample): number {
  if (root) return root.name === 'analysis' && /dependency-?check/i.test(root.namespace) ? 1 : 0
  return fits(report, outline) ? 1 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  yield* (await firstCharacter(input)) === '<' ? readXml(input, context) : readJson(input, context)
}

const headerOf = (said: {
  version?: string | undefined
  project?: string | undefined
  date?: string | undefined
}): Item =>
  withoutGaps({
    type: 'header' as const,
    tool: 'OWASP Dependency-Check',
    toolVersion: said.version,
    target: said.project,
    producedAt: isoTime(said.date),
  })

const DEPENDENCIES = '/dependencies/*'

async function* readJson(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const { scanInfo, projectInfo } = await jsonFrame(input, context, {
    name: 'Dependency-Check JSON',
    omit: [DEPENDENCIES],
    schema: z.object({
      scanInfo: z.object({ engineVersion: label }),
      projectInfo: part(z.object({ name: text, reportDate: text })),
      dependencies: z.array(z.unknown()),
    }),
  })
  yield headerOf({
    version: scanInfo.engineVersion,
    project: projectInfo?.name,
    date: projectInfo?.reportDate,
  })
  for await (const element of eachElement(input, context, [DEPENDENCIES])) {
    if (element.type === 'problem') yield element
    else {
      const { evidenceCollected: _, ...value } = Object(element.value)
      yield* itemsOfDependency(element, (list, index) =>
        JSON.stringify({
          ...value,
          vulnerabilities: undefined,
          suppressedVulnerabilities: undefined,
          [list]: [value[list]?.[index]],
        }),
      )
    }
  }
}

const PLACES = {
  scan: '/analysis/scanInfo',
  project: '/analysis/projectInfo',
  dependency: '/analysis/dependencies/dependency',
}

/** What a dependency is stands before what is wrong with it. */
const INNER = ['vulnerability', 'suppressedVulnerability'].map(
  (name) => `${PLACES.dependency}/vulnerabilities/${name}`,
)

async function* readXml(input: Input, context: ReadContext): AsyncGenerator<Item> {
  await xmlRoot(input, context, { name: 'Dependency-Check XML', roots: ['analysis'] })
  let version: string | undefined
  let isTold = false
  for await (const slice of eachNode(input, context, Object.values(PLACES), INNER)) {
    if (slice.type === 'problem') yield slice
    else if (slice.path === PLACES.scan) version = textOf(slice.node, 'engineVersion')
    else if (slice.path === PLACES.project) {
      isTold = true
      yield headerOf({ version, project: textOf(slice.node, 'name'), date: textOf(slice.node, 'reportDate') })
    } else {
      if (!isTold) yield headerOf({ version })
      isTold = true
      const { where, node } = slice
      yield* itemsOfDependency({ where, value: dependencyInNode(node) }, (list, index) =>
        nodeWithOnly(node, child(node, 'vulnerabilities'), list, index),
      )
    }
  }
  if (!isTold) yield headerOf({ version })
}
