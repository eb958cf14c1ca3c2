import type { Observation } from '../../model/observation.ts'
import type { Severity } from '../../model/severity.ts'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { problem } from '../problem.ts'
import { eachLine } from '../syntax/lines.ts'
import { UnreadableReport } from '../unreadable.ts'
import { observe } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'

export const chkrootkit = {
  id: 'chkrootkit',
  name: 'chkrootkit',
  link: 'https://www.chkrootkit.org/README',
  extensions: ['.txt', '.log'],
  kinds: ['malware'],
  howTo: 'chkrootkit > chkrootkit.txt',
  detect,
  read,
} satisfies Format

const TEST = /^(?:Checking `([^']+)'|Searching for (\S.*?)(?:, it may take a while)?)\.\.\.\s*(.*)$/
/** What the tool's helpers say of themselves; with `-q` nothing else is printed. */
const LOUD = /^(?:WARNING|INFECTED|Warning|chk\w+|ifpromisc|strings-static)\b.*:/

function detect({ head }: Sample): number {
  if (/^ROOTDIR is `/m.test(head) && /^Checking `/m.test(head)) return 1
  if ([...head.matchAll(/^Checking `[\w.-]+'\.\.\./gm)].length > 1) return 0.95
  return /^(?:WARNING: )?chk(?:dirs|proc|utmp|wtmp|lastlog): /m.test(head) ? 0.9 : 0
}

/** Results of tests that found nothing, or did nothing. */
const QUIET =
  /^(?:not infected|not found|nothing (?:found|detected|deleted)|none found|not tested.*|no suspect(?:ed)? files|no hidden \w+|not promisc.*|started|finished|OK|clean|\S+: not promisc.*|.*nothing (?:deleted|found|detected).*)?$/i

interface Test {
  name: string
  result: string
  lines: string[]
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  let test: Test | undefined
  let begun = false
  const header = { type: 'header', tool: 'chkrootkit' } as const
  for await (const line of eachLine(input, context)) {
    const text = line.type === 'line' ? line.text.trim() : ''
    const isOurs = TEST.test(text) || LOUD.test(text) || text.startsWith('ROOTDIR is ')
    if (!begun && text !== '') {
      if (!isOurs) throw notOurs()
      begun = true
      yield header
    }
    if (line.type === 'problem') {
      yield line
      continue
    }
    const [, checked, searched, result = ''] = TEST.exec(text) ?? []
    if (checked ?? searched) {
      yield* found(test)
      test = { name: (checked ?? searched) as string, result, lines: [] }
    } else if (/skipping unsupported filesystem/i.test(text))
      yield problem(
        line.where,
        'chkrootkit passed over a file system that it cannot search: it may hold more',
      )
    else if (/^(?:WARNING|INFECTED): /.test(text) && (!test || test.lines.length > 0)) {
      yield* found(test)
      test = { name: '', result: '', lines: [text] }
    } else if (text !== '' && !text.startsWith('ROOTDIR is ')) {
      test ??= { name: '', result: '', lines: [] }
      test.lines.push(text)
    }
  }
  if (!begun) throw notOurs()
  yield* found(test)
}

const notOurs = () =>
  new UnreadableReport(
    'broken',
    'This does not read as the output of chkrootkit: it begins with no test of it. Choose the right format, or run the tool again.',
  )

/** A test that found something: in its result, or in the lines below it. */
function* found(test: Test | undefined): Generator<Observation> {
  if (!test) return
  const lines = test.lines.filter((line) => !QUIET.test(line))
  if (QUIET.test(test.result) && lines.length === 0) return
  const [first = ''] = lines
  const helper = /^(?:WARNING: )?(chk\w+): /.exec(first)?.[1]
  const rule = helper ?? (test.name || first.replace(/^(?:WARNING|INFECTED): /, ''))
  const result = QUIET.test(test.result) ? '' : test.result
  const words = first.replace(/^(?:WARNING|INFECTED|Warning): /, '').replace(/:$/, '')
  const path = relativePath(/^(\/\S+)$/.exec(first)?.[1] ?? '')
  yield observe({
    kind: 'malware',
    rule,
    title: helper ? words : test.name ? `${test.name}: ${result || words}` : words,
    description: [result, ...lines].filter(Boolean).join('\n'),
    severity: severityOf(`${result}\n${first}`),
    toolSeverity: /\b(INFECTED|WARNING|Warning|Vulnerable)\b/.exec(`${result}\n${first}`)?.[1],
    location: path === '' ? undefined : { path },
    // Process numbers and the like change from run to run.
    fingerprints: { chkrootkit: rule },
    raw: [test.name && `${test.name}... ${test.result}`, ...test.lines].filter(Boolean).join('\n'),
  })
}

const severityOf = (words: string): Severity => {
  if (/\bINFECTED\b/.test(words)) return 'critical'
  return /\b(?:warning|vulnerable)\b/i.test(words) ? 'medium' : 'unknown'
}
