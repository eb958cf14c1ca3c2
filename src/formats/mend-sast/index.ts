import type { CodeLocation, Observation } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { loss } from '../problem.ts'
import { child, childrenOf, eachNode, type Node, textOf, xmlText } from '../syntax/xml.ts'
import { xmlRoot } from '../syntax/xml-root.ts'
import { cwesOf } from '../values/cwe.ts'
import { positionIn } from '../values/fields.ts'
import { observe } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'

/** A list of languages, each with a list of types, each with a list of vulnerabilities. */
const LANGUAGE = '/ReportModel/Results/Language'
const TYPE = '/ReportModel/Results/Results/Type'
const VULNERABILITY = '/ReportModel/Results/Results/Vulnerabilities/Vulnerability'

export const mendSast = {
  id: 'mend-sast',
  name: 'Mend SAST',
  link: 'https://docs.mend.io/platform/latest/mend-sast',
  extensions: ['.xml'],
  kinds: ['code'],
  howTo: 'mend code --report --formats xml --filename mend',
  detect,
  read,
} satisfies Format

function detect({ root }: Sample): number {
  return root?.name === 'ReportModel' ? 0.95 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  await xmlRoot(input, context, { name: 'Mend SAST XML', roots: ['ReportModel'] })
  yield { type: 'header', tool: 'Mend SAST' }
  let language: string | undefined
  let type: Node | undefined
  for await (const slice of eachNode(input, context, [LANGUAGE, TYPE, VULNERABILITY])) {
    if (slice.type === 'problem') yield slice
    else if (slice.path === LANGUAGE) language = textOf(slice.node)
    else if (slice.path === TYPE) type = slice.node
    else
      yield type?.attributes.Name?.trim()
        ? observationOf(slice.node, type, language)
        : loss(slice.where, 'the type of this vulnerability has no name, and it is left out')
  }
}

function observationOf(vulnerability: Node, type: Node, language: string | undefined): Observation {
  const { ID, Risk } = vulnerability.attributes
  const rule = type.attributes.Name as string
  const risk = Risk || type.attributes.Risk || undefined
  const cwes = childrenOf(type, 'CWE')
  return observe({
    kind: 'code',
    rule,
    title: rule,
    description: textOf(type, 'Description'),
    severity: severityOfWord(risk),
    toolSeverity: risk,
    cwes: cwesOf(cwes.map((cwe) => textOf(cwe, 'ID'))),
    location: placeOf(vulnerability),
    references: cwes.flatMap((cwe) => textOf(cwe, 'URL') ?? []),
    remediation: textOf(type, 'Recommendations'),
    fingerprints: ID ? { mend: ID } : undefined,
    tags: language ? [language] : [],
    raw: xmlText(vulnerability),
  })
}

function placeOf(vulnerability: Node): CodeLocation | undefined {
  const path = relativePath(textOf(vulnerability, 'SinkFile') ?? '')
  if (path === '') return undefined
  return {
    path,
    line: positionIn(textOf(vulnerability, 'SinkLine')),
    snippet: textOf(child(vulnerability, 'SinkSnippet')),
  }
}
