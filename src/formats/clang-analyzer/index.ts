import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { loss } from '../problem.ts'
import { sampleOf } from '../sample.ts'
import { eachNode, textOf } from '../syntax/xml.ts'
import { xmlRoot } from '../syntax/xml-root.ts'
import { UnreadableReport } from '../unreadable.ts'
import { observationOf } from './observation.ts'
import { isPage, readPage } from './page.ts'
import { membersOf } from './plist.ts'

const KEY = '/plist/dict/key'
const TEXT = '/plist/dict/string'
const FILE = '/plist/dict/array/string'
const DIAGNOSTIC = '/plist/dict/array/dict'

export const clangAnalyzer = {
  id: 'clang-analyzer',
  name: 'Clang Static Analyzer',
  link: 'https://clang-analyzer.llvm.org/',
  extensions: ['.plist', '.xml', '.html'],
  kinds: ['code'],
  howTo: 'clang --analyze -Xclang -analyzer-output=plist -o report.plist file.c',
  detect,
  read,
} satisfies Format

function detect({ root, head }: Sample): number {
  if (isPage(head)) return 1
  return root?.name === 'plist' && /<key>(?:clang_version|diagnostics)<\/key>/.test(head) ? 1 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  yield* isPage((await sampleOf(input)).head) ? readPage(input, context) : readPlist(input, context)
}

/** Two passes: diagnostics name their files by numbers, and the list of files may stand behind them. */
async function* readPlist(input: Input, context: ReadContext): AsyncGenerator<Item> {
  await xmlRoot(input, context, { name: 'Clang analyzer plist', roots: ['plist'] })
  const { keys, version, files } = await surroundings(input, context)
  if (!keys.has('diagnostics'))
    throw new UnreadableReport(
      'broken',
      'This does not read as a Clang analyzer plist: it lacks diagnostics. Choose the right format, or run the tool again.',
    )
  yield { type: 'header', tool: 'Clang Static Analyzer', ...(version && { toolVersion: version }) }
  for await (const slice of eachNode(input, context, [DIAGNOSTIC])) {
    if (slice.type === 'problem') {
      yield slice
      continue
    }
    const members = membersOf(slice.node)
    const isTold = ['check_name', 'type', 'description'].some((name) => textOf(members.get(name)))
    yield isTold
      ? observationOf(members, files, slice.node)
      : loss(slice.where, 'this diagnostic has no type or description and is left out')
  }
}

async function surroundings(input: Input, context: ReadContext) {
  const keys = new Set<string>()
  const files: string[] = []
  let version: string | undefined
  let key = ''
  for await (const slice of eachNode(input, context, [KEY, TEXT, FILE])) {
    if (slice.type === 'problem') continue
    const text = textOf(slice.node) ?? ''
    if (slice.path === KEY) {
      key = text
      keys.add(text)
    } else if (slice.path === FILE) {
      if (key === 'files') files.push(text)
    } else if (key === 'clang_version') version = /version (\d[\w.]*)/.exec(text)?.[1] ?? text
  }
  return { keys, files, version }
}
