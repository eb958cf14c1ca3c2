import type { Observation } from '../../model/observation.ts'
import type { Severity } from '../../model/severity.ts'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { loss } from '../problem.ts'
import { eachNode, type Node, textOf, xmlText } from '../syntax/xml.ts'
import { xmlRoot } from '../syntax/xml-root.ts'
import { byWord } from '../values/by-word.ts'
import { positionIn } from '../values/fields.ts'
import { observe } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'

const ISSUE = '/CodeIssueCollection/CodeIssue'

export const vcg = {
  id: 'vcg',
  name: 'VisualCodeGrepper',
  link: 'https://github.com/nccgroup/VCG',
  extensions: ['.xml'],
  kinds: ['code'],
  howTo: 'VisualCodeGrepper.exe -c -l CS -t . --results vcg.xml',
  detect,
  read,
} satisfies Format

function detect({ root }: Sample): number {
  return root?.name === 'CodeIssueCollection' ? 1 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  await xmlRoot(input, context, { name: 'VisualCodeGrepper XML', roots: ['CodeIssueCollection'] })
  yield { type: 'header', tool: 'VisualCodeGrepper' }
  for await (const slice of eachNode(input, context, [ISSUE]))
    if (slice.type === 'problem') yield slice
    else
      yield textOf(slice.node, 'Title')
        ? observationOf(slice.node)
        : loss(slice.where, 'this issue has no title and is left out')
}

/** By their numbers: critical, high, medium, standard, low, suspicious comment, potential issue. */
const SEVERITIES: { [priority: string]: Severity } = byWord({
  '1': 'critical',
  '2': 'high',
  '3': 'medium',
  '4': 'low',
  '5': 'low',
  '6': 'info',
  '7': 'info',
})

function observationOf(issue: Node): Observation {
  const rule = textOf(issue, 'Title') as string
  const path = relativePath(textOf(issue, 'FileName') ?? '')
  return observe({
    kind: 'code',
    rule,
    title: rule,
    description: textOf(issue, 'Description'),
    severity: SEVERITIES[textOf(issue, 'Priority') ?? ''] ?? 'unknown',
    toolSeverity: textOf(issue, 'Severity') ?? textOf(issue, 'Priority'),
    location:
      path === ''
        ? undefined
        : { path, line: positionIn(textOf(issue, 'Line')), snippet: textOf(issue, 'CodeLine') },
    raw: xmlText(issue),
  })
}
