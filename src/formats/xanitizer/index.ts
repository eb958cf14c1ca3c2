import type { CodeLocation, Observation, ProducerVerdict } from '../../model/observation.ts'
import { severityOfScore } from '../../model/severity.ts'
import type { Format, Input, Item, Problem, ReadContext, Sample } from '../contract.ts'
import { loss } from '../problem.ts'
import { child, childrenOf, eachNode, type Node, type NodeSlice, textOf, xmlText } from '../syntax/xml.ts'
import { xmlRoot } from '../syntax/xml-root.ts'
import { scoreOf } from '../values/cvss.ts'
import { cwesOf } from '../values/cwe.ts'
import { positionIn } from '../values/fields.ts'
import { observe, withoutGaps } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'
import { isoTime } from '../values/time.ts'

const ROOT = 'XanitizerFindingsList'

export const xanitizer = {
  id: 'xanitizer',
  name: 'Xanitizer',
  link: 'https://www.rigs-it.com/xanitizer/',
  extensions: ['.xml'],
  kinds: ['code'],
  howTo: 'In Xanitizer, open Reports and generate a findings list as XML.',
  detect: ({ root }: Sample) => (root?.name === ROOT ? 1 : 0),
  read,
} satisfies Format

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const { attributes } = await xmlRoot(input, context, { name: "Xanitizer's XML", roots: [ROOT] })
  yield withoutGaps({
    type: 'header' as const,
    tool: 'Xanitizer',
    toolVersion: attributes.xanitizerVersionShort,
    producedAt: isoTime(Number(attributes.timeStampLong || Number.NaN)),
  })
  for await (const slice of eachNode(input, context, [`/${ROOT}/finding`]))
    yield slice.type === 'problem' ? slice : itemOf(slice)
}

function itemOf({ node, where }: NodeSlice): Observation | Problem {
  const title = textOf(node, 'problemType')
  const rule = textOf(node, 'problemTypeId') ?? title
  if (title === undefined || rule === undefined)
    return loss(where, 'left out, because of problemType: missing')
  const rating = textOf(node, 'rating')
  const score = scoreOf(rating)
  const [first, last] = [child(node, 'startNode'), child(node, 'endNode') ?? child(node, 'node')].map(placeOf)
  const location = last ?? first ?? classPlace(node)
  return observe({
    kind: 'code',
    rule,
    title,
    description: textOf(node, 'description'),
    severity: score === undefined ? 'unknown' : severityOfScore(score),
    toolSeverity: rating,
    cwes: cwesOf(textOf(node, 'cweNumber')),
    location: location && { ...location, symbol: textOf(node, 'class') },
    flow: first && last ? flowOf(node, first, last) : [],
    fingerprints: node.attributes.id ? { id: node.attributes.id } : undefined,
    verdict: verdictOf(textOf(node, 'classification')),
    seenAt: isoTime(textOf(node, 'date')?.replace(/ - .*$/, '')),
    tags: ['category', 'producer', 'classification', 'reviewed'].flatMap((name) => textOf(node, name) ?? []),
    raw: xmlText(node),
  })
}

/** The project's own copy of the sources stands above the path. */
const pathIn = (text: string): string =>
  relativePath(text.replace(/^.*?\/SourceCode\//, '').replace(/^(?:\.\.\/)+/, ''))

function placeOf(node: Node | undefined): CodeLocation | undefined {
  const path = pathIn(node?.attributes.relativePath ?? '')
  if (!node || path === '') return undefined
  const found = childrenOf(node, 'code').filter((line) => line.attributes.finding === 'true')
  return withoutGaps({
    path,
    line: positionIn(node.attributes.lineNo),
    snippet: found.map((line) => line.text.trim()).join('\n'),
    message: node.attributes.fact,
  })
}

function classPlace(node: Node): CodeLocation | undefined {
  const [file, space] = [textOf(node, 'file'), textOf(node, 'package')]
  if (file === undefined) return undefined
  const folder = space ? `${space.replaceAll('.', '/')}/` : ''
  return withoutGaps({ path: relativePath(folder + file), line: positionIn(textOf(node, 'line')) })
}

/** The steps, of which several may stand on one line. */
function flowOf(node: Node, first: CodeLocation, last: CodeLocation): CodeLocation[] {
  const steps = childrenOf(child(node, 'Path'), 'node').flatMap((step) => placeOf(step) ?? [])
  const differing = steps.filter(
    (step, index) => step.path !== steps[index - 1]?.path || step.line !== steps[index - 1]?.line,
  )
  return differing.length > 1 ? differing : [first, last]
}

const verdictOf = (classification = ''): ProducerVerdict | undefined =>
  /^(?:false positive|harmless|ignore)/i.test(classification)
    ? { state: 'false_positive', reason: classification, source: 'xanitizer-classification' }
    : undefined
