import { childrenOf, type Node, textOf } from '../syntax/xml.ts'
import { controlId } from '../values/control-id.ts'

/** What a benchmark says of a rule. */
export interface Rule {
  title: string | undefined
  description: string | undefined
  severity: string | undefined
  remediation: string | undefined
  idents: string[]
  controls: string[]
  references: string[]
}

export function ruleIn(node: Node): Rule {
  const references = childrenOf(node, 'reference')
  const fixes = [...childrenOf(node, 'fixtext'), ...childrenOf(node, 'fix').slice(0, 1)]
  return {
    title: wholeText(childrenOf(node, 'title')[0]),
    description:
      [...childrenOf(node, 'description').slice(0, 1), ...childrenOf(node, 'rationale').slice(0, 1)]
        .map((part) => withoutGuideTags(wholeText(part)))
        .filter(Boolean)
        .join('\n\n') || undefined,
    severity: node.attributes.severity,
    remediation: fixes.map(wholeText).filter(Boolean).join('\n\n') || undefined,
    idents: identsIn(node),
    controls: references.flatMap(controlsIn),
    references: [
      ...new Set(
        references.flatMap(({ attributes }) =>
          /^https?:/.test(attributes.href ?? '') ? (attributes.href as string) : [],
        ),
      ),
    ],
  }
}

export const identsIn = (node: Node): string[] =>
  childrenOf(node, 'ident').flatMap((ident) => textOf(ident) ?? [])

/** A reference's address names the framework, its text the requirement. */
const FRAMEWORKS: [RegExp, string][] = [
  [/800-53|nistpubs|SP800-53/i, 'NIST-800-53'],
  [/800-171/i, 'NIST-800-171'],
  [/cisecurity/i, 'CIS'],
  [/pcisecuritystandards/i, 'PCI-DSS'],
  [/iso\.org|isa\.org/i, 'ISO'],
  [/bsi\.bund/i, 'BSI'],
  [/ssi\.gouv/i, 'ANSSI'],
  [/hhs\.gov|gpo\.gov/i, 'HIPAA'],
]

function controlsIn(reference: Node): string[] {
  const number = wholeText(reference)
  if (!number || number.length > 60) return []
  if (/^CCI-\d+$/.test(number)) return [number]
  const framework = FRAMEWORKS.find(([pattern]) => pattern.test(reference.attributes.href ?? ''))?.[1]
  const numbers = number.split(/\s*,\s*/).filter(Boolean)
  return framework ? numbers.map((one) => controlId(framework, one)) : []
}

/** Prose holds elements of XHTML, whose places in the text are not kept. */
export function wholeText(node: Node | undefined): string | undefined {
  if (!node) return undefined
  const text = [node.text, ...node.children.map((part) => wholeText(part) ?? '')].join(' ')
  return (
    text
      .replace(/[ \t]+/g, ' ')
      .replace(/ ?\n\s*/g, '\n')
      .trim() || undefined
  )
}

/** DISA's guides write elements into their descriptions as text: `<VulnDiscussion>…</VulnDiscussion><FalsePositives>…`. */
const withoutGuideTags = (text: string | undefined): string | undefined =>
  /<VulnDiscussion>([\s\S]*?)<\/VulnDiscussion>/.exec(text ?? '')?.[1]?.trim() ?? text
