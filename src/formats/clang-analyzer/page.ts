import type { Observation } from '../../model/observation.ts'
import type { Input, Item, ReadContext } from '../contract.ts'
import { loss } from '../problem.ts'
import { eachLine } from '../syntax/lines.ts'
import { positionIn } from '../values/fields.ts'
import { unescapedText } from '../values/html-text.ts'
import { observe } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'
import { titleOf } from '../values/title.ts'

// scan-build and `-analyzer-output=html` write a page for each diagnostic, whose members stand in comments for other programs to read.

const MEMBER =
  /^<!-- (BUGDESC|BUGTYPE|BUGCATEGORY|BUGFILE|BUGLINE|BUGCOLUMN|FUNCTIONNAME|ISSUEHASHCONTENTOFLINEINCONTEXT) (.*) -->$/
const END = /^<!-- BUGMETAEND -->$/
/** The page that lists the others says nothing that they do not. */
const LIST = /<!-- SUMMARYENDHEAD -->|<title>[^<]*scan-build results<\/title>/

export const isPage = (head: string): boolean =>
  /^\s*<!doctype html>/i.test(head) && (/^<!-- BUG(?:DESC|TYPE) /m.test(head) || LIST.test(head))

export async function* readPage(input: Input, context: ReadContext): AsyncGenerator<Item> {
  yield { type: 'header', tool: 'Clang Static Analyzer' }
  const members = new Map<string, string>()
  const lines: string[] = []
  for await (const line of eachLine(input, context)) {
    if (line.type === 'problem') continue
    if (LIST.test(line.text)) return
    const [whole, name, value] = MEMBER.exec(line.text) ?? []
    if (name && value !== undefined) {
      members.set(name, unescapedText(value)?.trim() ?? '')
      lines.push(whole as string)
    } else if (END.test(line.text)) break
  }
  yield members.has('BUGDESC') || members.has('BUGTYPE')
    ? observationOf(members, lines.join('\n'))
    : loss('', 'this page lacks what was found')
}

/** The check's own name, `unix.Malloc`, stands on no page: its kind has to do. */
function observationOf(members: ReadonlyMap<string, string>, raw: string): Observation {
  const said = (name: string) => members.get(name) || undefined
  const rule = said('BUGTYPE') ?? said('BUGDESC') ?? 'diagnostic'
  const path = relativePath(said('BUGFILE') ?? '')
  const hash = said('ISSUEHASHCONTENTOFLINEINCONTEXT')
  return observe({
    kind: 'code',
    rule,
    title: titleOf(said('BUGDESC'), rule),
    description: said('BUGDESC'),
    severity: 'unknown',
    location:
      path === ''
        ? undefined
        : {
            path,
            line: positionIn(said('BUGLINE')),
            column: positionIn(said('BUGCOLUMN')),
            symbol: said('FUNCTIONNAME'),
          },
    fingerprints: hash ? { issue_hash_content_of_line_in_context: hash } : undefined,
    tags: [said('BUGCATEGORY')].filter((tag) => tag !== undefined),
    raw,
  })
}
