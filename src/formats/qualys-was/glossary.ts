import type { Severity } from '../../model/severity.ts'
import type { Input, ReadContext } from '../contract.ts'
import { child, childrenOf, eachNode, type Node, textOf } from '../syntax/xml.ts'
import { byWord } from '../values/by-word.ts'

/** What the report's glossary says of a check. */
export interface Check {
  title?: string | undefined
  category?: string | undefined
  group?: string | undefined
  severity?: string | undefined
  description?: string | undefined
  impact?: string | undefined
  solution?: string | undefined
  cwes: string[]
  classes: string[]
  cvss: string | undefined
  cvss3: Node | undefined
}

export interface Run {
  checks: Map<string, Check>
  facts: Record<string, string | undefined>
}

const QID = '/*/GLOSSARY/QID_LIST/QID'
const FACTS = [
  '/*/HEADER/GENERATION_DATETIME',
  '/*/APPENDIX/SCAN_LIST/SCAN',
  '/*/APPENDIX/WEBAPP',
  '/*/TARGET/WEB_APPLICATION',
]

/** The glossary and the appendix stand behind the findings. */
export async function runOf(input: Input, context: ReadContext): Promise<Run> {
  const checks = new Map<string, Check>()
  const facts: Run['facts'] = {}
  for await (const slice of eachNode(input, context, [QID, ...FACTS])) {
    if (slice.type === 'problem') continue
    const { node, path } = slice
    if (path === QID) checks.set(textOf(node, 'QID') ?? '', checkIn(node))
    else if (node.children.length === 0) facts[node.name] ??= textOf(node)
    else
      for (const { name, text } of node.children) facts[`${node.name}.${name}`] ??= text.trim() || undefined
  }
  return { checks, facts }
}

function checkIn(node: Node): Check {
  return {
    title: textOf(node, 'TITLE'),
    category: textOf(node, 'CATEGORY'),
    group: textOf(node, 'GROUP'),
    severity: textOf(node, 'SEVERITY'),
    description: said(textOf(node, 'DESCRIPTION')),
    impact: said(textOf(node, 'IMPACT')),
    solution: said(textOf(node, 'SOLUTION')),
    cwes: childrenOf(node, 'CWE').flatMap((cwe) => textOf(cwe) ?? []),
    classes: [
      ...childrenOf(node, 'OWASP').flatMap((item) => (textOf(item) ? [`OWASP-${textOf(item)}`] : [])),
      ...childrenOf(node, 'WASC').flatMap((item) => textOf(item) ?? []),
    ],
    cvss: textOf(node, 'CVSS_BASE'),
    cvss3: child(node, 'CVSS_V3'),
  }
}

const said = (text: string | undefined): string | undefined =>
  /^(?:n\/a|not +applicable\.?)$/i.test(text ?? '') ? undefined : text

/** Minimal, medium, serious, critical, urgent. */
export const SEVERITIES: Record<string, Severity> = byWord({
  1: 'info',
  2: 'low',
  3: 'medium',
  4: 'high',
  5: 'critical',
})
