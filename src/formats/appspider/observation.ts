import type { Observation } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import { child, childrenOf, type Node, textOf, xmlText } from '../syntax/xml.ts'
import { confidenceOfWord } from '../values/confidence.ts'
import { cwesOf } from '../values/cwe.ts'
import { linksIn, proseText } from '../values/html-text.ts'
import { decodedText, methodIn } from '../values/http-message.ts'
import { observe } from '../values/observe.ts'
import { isoTime } from '../values/time.ts'

/** One vulnerability at one address. `offset` is the scanner's zone (`+02:00`). Undefined when it has no type. */
export function observationOf(vuln: Node, offset: string): Observation | undefined {
  const title = textOf(vuln, 'VulnType') ?? textOf(vuln, 'AttackType')
  if (!title) return undefined
  const attack = child(child(vuln, 'AttackList'), 'Attack')
  const type = said(vuln, 'AttackType')
  const score = textOf(vuln, 'AttackScore')
  const request = messageIn(attack, 'Request') ?? decodedText(textOf(vuln, 'CrawlTraffic'))
  const url = said(vuln, 'VulnUrl') ?? said(vuln, 'Url') ?? said(vuln, 'WebSite')
  return observe({
    kind: 'web',
    rule: title,
    title: type && type !== title ? `${title}: ${type}` : title,
    description: descriptionOf(vuln, attack),
    severity: severityOf(score),
    toolSeverity: score,
    confidence: confidenceOfWord(textOf(vuln, 'Confidence')),
    cwes: cwesOf(textOf(vuln, 'CweId') ?? ''),
    endpoint: url
      ? {
          url,
          method: said(vuln, 'Method') ?? methodIn(request),
          parameter: said(vuln, 'ParameterName') ?? said(vuln, 'VulnParam'),
          request,
          response: messageIn(attack, 'Response') ?? decodedText(textOf(vuln, 'CrawlTrafficResponse')),
          evidence: textOf(attack, 'AttackMatchedString') ?? textOf(vuln, 'MatchedString'),
        }
      : undefined,
    references: linksIn([textOf(vuln, 'Description'), textOf(vuln, 'Recommendation')].join('\n')),
    remediation: remediationOf(vuln),
    seenAt: isoTime(`${textOf(vuln, 'ScanEnd') ?? textOf(vuln, 'ScanDate') ?? ''} ${offset}`.trim()),
    tags: CLASSES.flatMap(([name, prefix]) => {
      const value = textOf(vuln, name)
      return value && value !== '0' ? [`${prefix}${value}`] : []
    }),
    raw: xmlText(vuln),
  })
}

const CLASSES: [string, string][] = [
  ['CAPEC', 'CAPEC-'],
  ['WASC', 'WASC-'],
  ['DISSA_ASC', 'DISA-ASC-'],
  ['OVAL', 'OVAL-'],
  ['OWASP2007', 'OWASP-2007-A'],
  ['OWASP2010', 'OWASP-2010-A'],
  ['OWASP2013', 'OWASP-2013-A'],
  ['OWASP2017', 'OWASP-2017-A'],
  ['OWASP2021', 'OWASP-2021-A'],
  ['AttackClass', ''],
]

/** What does not apply is written as `N/A`. */
function said(vuln: Node, name: string): string | undefined {
  const value = textOf(vuln, name)
  return value === 'N/A' ? undefined : value
}

/** `2-Low`; `0-Safe` is none at all. */
function severityOf(score: string | undefined): Observation['severity'] {
  const word = score?.replace(/^\d+-/, '')
  return word === 'Safe' ? 'info' : severityOfWord(word)
}

function descriptionOf(vuln: Node, attack: Node | undefined): string | undefined {
  const facts: [string, string | undefined][] = [
    ['Attack', textOf(attack, 'AttackValue') ?? said(vuln, 'AttackValue')],
    ['Original value', said(vuln, 'OriginalValue')],
    ['Attacked', said(vuln, 'HtmlEntityAttacked')],
    ['Note', textOf(attack, 'AttackUserNotes')],
  ]
  const parts = [
    proseText(textOf(vuln, 'Description')),
    proseText(textOf(attack, 'AttackDescription')),
    facts.flatMap(([name, value]) => (value ? [`${name}: ${value}`] : [])).join('\n'),
  ]
  return parts.filter(Boolean).join('\n\n') || undefined
}

/** The recommendation, and the filter rules that the tool wrote for it. */
function remediationOf(vuln: Node): string | undefined {
  const rules = ['DefenseBL', 'DefenseWL'].flatMap((list) =>
    ['ModSecurity', 'Snort', 'Imperva', 'PcreRegex'].flatMap((name) => {
      const rule = textOf(child(vuln, list), name)
      return rule ? [`${name}: ${rule}`] : []
    }),
  )
  return (
    [proseText(textOf(vuln, 'Recommendation')), ...new Set(rules)].filter(Boolean).join('\n\n') || undefined
  )
}

/** The attack's own messages, in base64. */
function messageIn(attack: Node | undefined, name: 'Request' | 'Response'): string | undefined {
  const exchanges = childrenOf(child(attack, 'AttackRequestList'), 'AttackRequest')
  return exchanges.map((exchange) => decodedText(textOf(exchange, name))).find((text) => text !== undefined)
}
