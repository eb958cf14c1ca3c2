import type { CodeLocation, Observation } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { loss } from '../problem.ts'
import { child, childrenOf, eachNode, type Node, textOf, xmlText } from '../syntax/xml.ts'
import { xmlRoot } from '../syntax/xml-root.ts'
import { positionIn } from '../values/fields.ts'
import { observe } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'

const TYPE = '/Report/VulnerabilityType/@'
const VULNERABILITY = '/Report/VulnerabilityType/Vulnerability'

export const thunderscan = {
  id: 'thunderscan',
  name: 'DefenseCode ThunderScan',
  link: 'https://www.defensecode.com/thunderscan-sast/',
  extensions: ['.xml'],
  kinds: ['code'],
  howTo: 'ThunderScan → Export report → XML',
  detect,
  read,
} satisfies Format

function detect({ root, head }: Sample): number {
  return root?.name === 'Report' && /<VulnerabilityType\s[^>]*\bRisk="/.test(head) ? 1 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  await xmlRoot(input, context, { name: 'ThunderScan XML', roots: ['Report'] })
  yield { type: 'header', tool: 'ThunderScan' }
  let type: Record<string, string> = {}
  for await (const slice of eachNode(input, context, [TYPE, VULNERABILITY])) {
    if (slice.type === 'problem') yield slice
    else if (slice.path === TYPE) type = slice.node.attributes
    else
      yield type.Name?.trim()
        ? observationOf(slice.node, type)
        : loss(slice.where, 'the type of this vulnerability has no name, and it is left out')
  }
}

function observationOf(vulnerability: Node, type: Record<string, string>): Observation {
  const rule = type.Name as string
  const risk = vulnerability.attributes.Risk || type.Risk || undefined
  const path = relativePath(textOf(vulnerability, 'File') ?? '')
  const flow = stepsIn(vulnerability, 'UserInputFlow')
  const calls = stepsIn(vulnerability, 'FunctionCalls')
  return observe({
    kind: 'code',
    rule,
    title: rule,
    description: textOf(vulnerability, 'MitigatingFactor'),
    severity: severityOfWord(risk),
    toolSeverity: risk,
    location:
      path === ''
        ? undefined
        : {
            path,
            line: positionIn(vulnerability.attributes.Line),
            message: textOf(vulnerability, 'Function'),
          },
    flow: flow.length > 1 ? flow : [],
    related: calls.length > 1 ? calls : [],
    tags: [textOf(vulnerability, 'Filter')].filter((tag) => tag !== undefined),
    raw: xmlText(vulnerability),
  })
}

const stepsIn = (vulnerability: Node, list: string): CodeLocation[] =>
  childrenOf(child(vulnerability, list), 'CallStackItem').flatMap(({ attributes }) => {
    const path = relativePath(attributes.File ?? '')
    const message = attributes.VariableName || attributes.FunctionName || undefined
    return path === '' ? [] : [{ path, line: positionIn(attributes.Line), message }]
  })
