import type { Kind } from '../../model/kind.ts'
import type { Observation } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import type { Problem } from '../contract.ts'
import { loss } from '../problem.ts'
import { type NodeSlice, xmlText } from '../syntax/xml.ts'
import { isPosition } from '../values/fields.ts'
import { firstSentence } from '../values/first-sentence.ts'
import { observe } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'

/** The dialect does not name its writer; their checks' names begin in ways of their own. */
const TOOLS: [RegExp, string, Kind][] = [
  [/^com\.puppycrawl\.tools\.checkstyle\./, 'Checkstyle', 'code'],
  [/^eslint\./, 'ESLint', 'code'],
  [/^stylelint\./, 'Stylelint', 'code'],
  [/^ShellCheck\./, 'ShellCheck', 'code'],
  [/^detekt\./, 'detekt', 'code'],
  [/^(?:DL\d{4}|hadolint)/, 'Hadolint', 'config'],
  [/^terraform_|^aws_|^azurerm_|^google_/, 'TFLint', 'config'],
  [/^Cop\/|^com\.rubocop\./, 'RuboCop', 'code'],
]

export function itemOf({ where, node }: NodeSlice, file: string | undefined): Observation | Problem {
  const { message, source, severity, line, column } = node.attributes
  const said = message?.trim() || undefined
  const check = source?.trim() || checkIn(said)
  if (said === undefined && check === undefined)
    return loss(where, 'this error has neither a message nor a source and is left out')
  const path = relativePath(file ?? '')
  const [, tool, kind = 'code'] = TOOLS.find(([pattern]) => pattern.test(check ?? '')) ?? []
  return observe({
    kind,
    rule: check ?? 'checkstyle',
    title: firstSentence(said) ?? said ?? (check as string),
    description: said,
    severity: severityOfWord(severity),
    toolSeverity: severity?.trim() || undefined,
    location: path ? { path, line: positionIn(line), column: positionIn(column) } : undefined,
    tool,
    raw: xmlText(
      file === undefined ? node : { name: 'file', attributes: { name: file }, text: '', children: [node] },
    ),
  })
}

/** `TaintedSql: Detected tainted SQL`, `SC2086: Double quote …`, `no unused (no-unused-vars)`; PHPMD: `(EvalExpression, Design Rules)`. */
const checkIn = (message: string | undefined): string | undefined =>
  /\((\w+), [\w ]+ Rules\)$/.exec(message ?? '')?.[1] ??
  /^([A-Z][A-Za-z]*\d*|[a-z]+\/[a-z-]+): /.exec(message ?? '')?.[1] ??
  /\(([a-z][\w/@-]*[-/][\w/-]+)\)$/.exec(message ?? '')?.[1]

function positionIn(text: string | undefined): number | undefined {
  const number = Number(text)
  return text !== undefined && isPosition(number) ? number : undefined
}
