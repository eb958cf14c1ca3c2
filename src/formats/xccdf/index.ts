import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { eachNode } from '../syntax/xml.ts'
import { xmlRoot } from '../syntax/xml-root.ts'
import { UnreadableReport } from '../unreadable.ts'
import { type Rule, ruleIn } from './rule.ts'
import { TestRun } from './test-run.ts'

export const xccdf = {
  id: 'xccdf',
  name: 'XCCDF and ARF (OpenSCAP)',
  link: 'https://csrc.nist.gov/projects/security-content-automation-protocol/specifications/xccdf',
  extensions: ['.xml'],
  kinds: ['config', 'runtime'],
  howTo: 'oscap xccdf eval --profile standard --results-arf arf.xml content.xml',
  detect,
  read,
} satisfies Format

const ROOTS = ['Benchmark', 'TestResult', 'asset-report-collection']

function detect({ root, head }: Sample): number {
  if (!root || !ROOTS.includes(root.name)) return 0
  if (root.name === 'asset-report-collection') return 1
  return /checklists\.nist\.gov\/xccdf/.test(root.namespace || head) ? 1 : 0
}

const ARF = '/asset-report-collection'
const CONTENT = `${ARF}/report-requests/report-request/content`
const BENCHMARKS = [
  '/Benchmark',
  `${CONTENT}/Benchmark`,
  `${CONTENT}/data-stream-collection/component/Benchmark`,
]
/** Groups nest; nobody nests them deeper. */
const DEEPEST = 12
const RULES = BENCHMARKS.flatMap((benchmark) =>
  Array.from({ length: DEEPEST }, (_, depth) => `${benchmark}${'/Group'.repeat(depth)}/Rule`),
)
const RESULTS = ['/Benchmark/TestResult', '/TestResult', `${ARF}/reports/report/content/TestResult`]
const PARTS = RESULTS.flatMap((result) =>
  ['@', 'target', 'target-address', 'profile', 'benchmark', 'rule-result', 'score'].map(
    (part) => `${result}/${part}`,
  ),
)

/** The benchmark says what its rules are, a test result which of them a system breaks. */
async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  await xmlRoot(input, context, { name: 'XCCDF', roots: ROOTS })
  const rules = new Map<string, Rule>()
  for await (const slice of eachNode(input, context, RULES))
    if (slice.type === 'node' && slice.node.attributes.id)
      rules.set(slice.node.attributes.id, ruleIn(slice.node))
  let run: TestRun | undefined
  for await (const slice of eachNode(input, context, PARTS)) {
    if (slice.type === 'problem') yield slice
    else if (slice.path.endsWith('/@')) {
      if (run) yield* run.end()
      run = new TestRun(slice.node.attributes, rules)
    } else if (run) yield* run.take(slice)
  }
  if (!run)
    throw new UnreadableReport(
      'broken',
      'This XCCDF document holds rules and no test result: send the results that the scan wrote.',
    )
  yield* run.end()
}
