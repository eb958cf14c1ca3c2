import type { Observation } from '../../model/observation.ts'
import { type Severity, severityOfWord } from '../../model/severity.ts'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { loss } from '../problem.ts'
import { child, childrenOf, eachNode, type Node, textOf, xmlText } from '../syntax/xml.ts'
import { xmlRoot } from '../syntax/xml-root.ts'
import { byWord } from '../values/by-word.ts'
import { positionIn } from '../values/fields.ts'
import { firstSentence } from '../values/first-sentence.ts'
import { proseText } from '../values/html-text.ts'
import { observe } from '../values/observe.ts'
import { lines } from '../values/paragraphs.ts'
import { relativePath } from '../values/path.ts'

const PROBLEM = '/problems/problem'

export const intellijInspections = {
  id: 'intellij-inspections',
  name: 'IntelliJ and Android Studio inspections',
  link: 'https://www.jetbrains.com/help/idea/command-line-code-inspector.html',
  extensions: ['.xml'],
  kinds: ['code'],
  howTo: 'idea inspect . .idea/inspectionProfiles/Project_Default.xml inspections -format xml',
  detect,
  read,
} satisfies Format

function detect({ root, head }: Sample): number {
  if (root?.name !== 'problems') return 0
  return /<problem_class\b/.test(head) || 'is_local_tool' in root.attributes ? 1 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  await xmlRoot(input, context, { name: 'IntelliJ inspections XML', roots: ['problems'] })
  yield { type: 'header', tool: 'IntelliJ inspections' }
  for await (const slice of eachNode(input, context, [PROBLEM]))
    if (slice.type === 'problem') yield slice
    else {
      const rule = ruleOf(slice.node)
      yield rule
        ? observationOf(slice.node, rule)
        : loss(slice.where, 'this problem has no class and is left out')
    }
}

/** Newer editions write an inspection's id beside its name. */
const ruleOf = (problem: Node): string | undefined =>
  child(problem, 'problem_class')?.attributes.id || textOf(problem, 'problem_class')

const SEVERITIES: { [word: string]: Severity } = byWord({
  'WEAK WARNING': 'low',
  'GRAMMAR ERROR': 'info',
  'TEXT ATTRIBUTES': 'info',
  TYPO: 'info',
})

function observationOf(problem: Node, rule: string): Observation {
  const about = child(problem, 'problem_class')
  const severity = about?.attributes.severity || undefined
  const description = proseText(textOf(problem, 'description'))
  // `$PROJECT_DIR$` is the root.
  const path = relativePath(textOf(problem, 'file')?.replace(/^(?:file:\/\/)?\$[A-Z_]+\$\//, '') ?? '')
  const [name, module] = [textOf(about), textOf(problem, 'module')]
  return observe({
    kind: 'code',
    rule,
    title: firstSentence(description) ?? name ?? rule,
    description,
    severity: SEVERITIES[severity?.toUpperCase() ?? ''] ?? severityOfWord(severity),
    toolSeverity: severity,
    location:
      path === ''
        ? undefined
        : {
            path,
            line: positionIn(textOf(problem, 'line')),
            snippet: textOf(problem, 'highlighted_element'),
            symbol: symbolOf(problem),
          },
    remediation: lines(
      ...childrenOf(child(problem, 'hints'), 'hint').map(({ attributes }) => attributes.value),
    ),
    tags: [...new Set([name, module])].filter((tag) => tag !== undefined && tag !== rule) as string[],
    raw: xmlText(problem),
  })
}

/** An entry point that is a file says nothing more. */
function symbolOf(problem: Node): string | undefined {
  const { TYPE, FQNAME } = child(problem, 'entry_point')?.attributes ?? {}
  return TYPE === 'file' ? undefined : FQNAME || undefined
}
