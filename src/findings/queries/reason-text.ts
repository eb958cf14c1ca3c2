/** How an observation came to its finding, as stored. */
export interface StoredReason {
  rule: string
  [detail: string]: unknown
}

const WORDS: Record<string, (reason: StoredReason) => string> = {
  first: () => 'It opened this finding.',
  same: () => 'The same tool says the same of another branch or scope.',
  moved: () => 'The same code stands elsewhere on the default branch.',
  shared: ({ kind }) => `It is the same ${IDENTITY[String(kind)] ?? 'resource and control'}.`,
  handler: ({ kind }) =>
    kind === 'code'
      ? 'It stands in the code that answers the route of the request: the same parameter and weakness.'
      : 'It is a request to the route that the code answers: the same parameter and weakness.',
  alias: () => 'An advisory that both name became known as one.',
  block: ({ tool, control, lines }) =>
    control
      ? `${tool ?? 'Another tool'} reports the same control (${control}) on ${rangeText(lines)}.`
      : 'A result on the block around both showed that they are about the same control.',
  near: ({ tool, lines, cwes }) =>
    `${tool ?? 'Another tool'} reports the same weakness${cwesText(cwes)} ${linesText(lines)}.`,
  sole: ({ tools, lines, cwes }) =>
    `It is the only result of this weakness${cwesText(cwes)} in the file, as it is for ${listText(tools)} (${linesText(lines)}).`,
  rules: () => 'The rules for merging, or the routes that they know of, were changed.',
  join: ({ by }) => `${by ?? 'Somebody'} joined the findings.`,
  split: ({ by }) => `${by ?? 'Somebody'} split it off.`,
}

/** What tools share of an identity, by kind; resource and control for all others. */
const IDENTITY: Record<string, string> = {
  dependency: 'package and advisory',
  container: 'package and advisory',
  malware: 'package and advisory',
  license: 'package and licence',
  secret: 'secret',
  web: 'request and weakness',
  api: 'request and weakness',
  // By the code that answers them; what checks a file as a whole is configuration.
  code: 'route, parameter and weakness',
}

/** Why an observation is part of its finding, in one sentence. */
export const reasonText = (reason: StoredReason): string => WORDS[reason.rule]?.(reason) ?? reason.rule

const linesText = (lines: unknown): string =>
  lines === 0 ? 'on the same line' : lines === 1 ? 'one line away' : `${lines ?? 'some'} lines away`

function rangeText(lines: unknown): string {
  const { line, endLine } = lines as { line: number; endLine: number }
  return endLine > line ? `lines ${line} to ${endLine}` : `line ${line}`
}

const listText = (tools: unknown): string => (Array.isArray(tools) ? tools.join(' and ') : 'another tool')

const cwesText = (cwes: unknown): string => {
  if (!Array.isArray(cwes)) return ''
  return ` (${[...new Set(cwes)].map((id) => `CWE-${id}`).join(' and ')})`
}
