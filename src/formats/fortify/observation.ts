import type { CodeLocation, Observation } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import { child, childrenOf, type Node, textOf, xmlText } from '../syntax/xml.ts'
import { controlId } from '../values/control-id.ts'
import { cwesOf } from '../values/cwe.ts'
import { positionIn } from '../values/fields.ts'
import { linksIn } from '../values/html-text.ts'
import { observe } from '../values/observe.ts'
import { paragraphs } from '../values/paragraphs.ts'
import { relativePath } from '../values/path.ts'
import { numberOf } from './controls.ts'
import { verdictOf } from './verdict.ts'

/** An issue of the list; `about` is what is said of its category. */
export function observationOf(issue: Node, about: Node | undefined): Observation {
  const category = textOf(issue, 'Category')
  const { ruleID, iid } = issue.attributes
  const rule = ruleID || category || 'issue'
  // Fortify's own word for its priority order.
  const severity = textOf(issue, 'Friority') ?? textOf(issue, 'Folder')
  const tags = tagsOf(issue)
  const [source, sink] = [placeOf(child(issue, 'Source')), placeOf(child(issue, 'Primary'))]
  const references = metaInfoIn(about, 'References')
  return observe({
    kind: 'code',
    rule,
    title: category ?? rule,
    description: paragraphs(
      textOf(issue, 'AbstractCustom'),
      textOf(issue, 'Abstract'),
      metaInfoIn(about, 'Explanation'),
    ),
    severity: severityOfWord(severity),
    toolSeverity: severity,
    cwes: cwesOf(externalOf(issue, /CWE/).map(({ text }) => text.replaceAll('CWE ID ', 'CWE-'))),
    location: sink && { ...sink, message: undefined },
    flow: source && sink ? [source, sink] : [],
    controls: externalOf(issue, /^(?!CWE)/).map(({ type, text }) => controlId(type, numberOf(text))),
    references: linksIn(references),
    remediation: paragraphs(metaInfoIn(about, 'Recommendations'), metaInfoIn(about, 'Tips')),
    fingerprints: iid ? { instanceId: iid } : undefined,
    verdict: verdictOf({
      analysis: tags.get('Analysis'),
      suppressed: textOf(issue, 'Suppressed') === 'true' || issue.attributes.suppressed === 'true',
      comment: childrenOf(issue, 'Comment')
        .map((one) => textOf(one, 'Comment'))
        .find((text) => text !== undefined),
    }),
    tags: [textOf(issue, 'Kingdom') ?? '', ...[...tags].map(([name, value]) => `${name}: ${value}`)].filter(
      Boolean,
    ),
    raw: xmlText(issue),
  })
}

const metaInfoIn = (about: Node | undefined, name: string): string | undefined =>
  textOf(
    childrenOf(about, 'MetaInfo').find((one) => textOf(one, 'Name') === name),
    'Value',
  )

/** What auditors have set. */
const tagsOf = (issue: Node): Map<string, string> =>
  new Map(
    childrenOf(issue, 'Tag').flatMap((tag) => {
      const [name, value] = [textOf(tag, 'Name'), textOf(tag, 'Value')]
      return name && value ? [[name, value]] : []
    }),
  )

/** Items of other taxonomies, where the template asks for them. */
const externalOf = (issue: Node, pattern: RegExp): { type: string; text: string }[] =>
  childrenOf(issue, 'ExternalCategory').flatMap((one) => {
    const { type } = one.attributes
    const text = textOf(one)
    return type && text && text !== 'None' && pattern.test(type) ? [{ type, text }] : []
  })

function placeOf(node: Node | undefined): CodeLocation | undefined {
  const path = relativePath(textOf(node, 'FilePath') ?? textOf(node, 'FileName') ?? '')
  if (path === '') return undefined
  const line = positionIn(textOf(node, 'LineStart'))
  return {
    path,
    line,
    snippet: codeOf(child(node, 'Snippet')?.text, line),
    message: textOf(node, 'TargetFunction'),
  }
}

/** Two lines are printed before the one of the place and two behind it. */
const codeOf = (snippet: string | undefined, line: number | undefined): string | undefined =>
  line === undefined ? undefined : snippet?.split(/\r?\n/)[Math.min(2, line - 1)]?.trim() || undefined
