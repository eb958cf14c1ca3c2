import type { Observation, ProducerVerdict } from '../../model/observation.ts'
import { type Severity, severityOfWord } from '../../model/severity.ts'
import { advisoryIdsIn } from '../values/advisory-id.ts'
import { cvssRating } from '../values/cvss.ts'
import { cwesOf } from '../values/cwe.ts'
import { linksIn, proseText, unescapedText } from '../values/html-text.ts'
import { methodIn } from '../values/http-message.ts'
import { observe } from '../values/observe.ts'
import { type DateOrder, timeInOrder } from '../values/slash-date.ts'
import type { Vulnerability } from './vulnerability.ts'

type Classification = NonNullable<Vulnerability['Classification']>

/** One vulnerability. `target` is what was scanned, where the vulnerability names no address; `order` how the report writes dates. */
export function observationOf(
  item: Vulnerability,
  raw: string,
  { target, order }: { target: string | undefined; order: DateOrder | undefined },
): Observation {
  const rule = item.Type ?? item.Name ?? ''
  const request = item.HttpRequest?.Content
  const url = item.Url ?? target
  return observe({
    kind: 'web',
    rule,
    title: item.Name ?? rule,
    description: descriptionOf(item),
    severity: severityOf(item.Severity),
    toolSeverity: item.Severity,
    confidence: confidenceOf(item),
    cvss: ratingsOf(item.Classification),
    cwes: cwesOf(String(item.Classification?.Cwe ?? '').split(/[,;]/)),
    advisories: advisoryIdsIn(
      item.KnownVulnerabilities.flatMap(({ Title, Cve, Cves }) => [Cve, Cves, Title]),
    ),
    endpoint: url
      ? {
          url,
          method: item.HttpRequest?.Method ?? methodIn(request),
          parameter: parameterOf(item),
          request,
          response: item.HttpResponse?.Content,
          evidence: evidenceOf(item),
        }
      : undefined,
    controls: controlsOf(item.Classification ?? {}),
    references: [
      ...new Set(linksIn([item.ExternalReferences, item.RemedyReferences].filter(Boolean).join('\n'))),
    ],
    remediation: textOf(proseText(item.RemedialProcedure), proseText(item.RemedialActions)),
    verdict: verdictOf(item.State),
    seenAt: timeInOrder(item.LastSeenDate, order),
    tags: [
      ...new Set([
        ...tagsOf(item.Classification ?? {}),
        ...item.Tags,
        ...(item.Confirmed ? ['confirmed'] : []),
      ]),
    ],
    raw,
  })
}

const textOf = (...parts: (string | false | undefined)[]): string | undefined =>
  parts.filter(Boolean).join('\n\n') || undefined

const severityOf = (word: string | undefined): Severity =>
  /^best ?practice$/i.test(word ?? '') ? 'info' : severityOfWord(word)

function descriptionOf(item: Vulnerability): string | undefined {
  const impact = proseText(item.Impact)
  const skills = proseText(item.ExploitationSkills)
  const known = item.KnownVulnerabilities.map(
    ({ Title, Severity }) => `- ${Title}${Severity ? ` (${Severity})` : ''}`,
  )
  return textOf(
    proseText(item.Description),
    impact && `Impact: ${impact}`,
    skills && `Exploitation: ${skills}`,
    known.length > 0 && `Known vulnerabilities:\n${known.join('\n')}`,
  )
}

/** Certainty is a percentage. */
function confidenceOf({ Confirmed, Certainty }: Vulnerability): Observation['confidence'] {
  if (Confirmed || (Certainty ?? 0) >= 90) return 'high'
  if (Certainty === undefined) return undefined
  return Certainty >= 50 ? 'medium' : 'low'
}

function ratingsOf(classes: Classification | undefined) {
  return [classes?.Cvss40, classes?.Cvss31, classes?.Cvss].flatMap((given) => {
    const rating = cvssRating({ vector: given?.Vector, score: given?.BaseScore?.Value })
    return rating ? [rating] : []
  })
}

/** All parameters of the request are listed; only where it is one, the weakness is in it. */
function parameterOf({ HttpRequest }: Vulnerability): string | undefined {
  const names = [...new Set((HttpRequest?.Parameters ?? []).map(({ Name }) => Name))]
  return names.length === 1 ? names[0] : undefined
}

function evidenceOf(item: Vulnerability): string | undefined {
  const facts = item.ExtraInformation.map(
    ({ Name, Value }) => `${unescapedText(Name) ?? 'Information'}: ${unescapedText(Value) ?? ''}`,
  )
  return textOf(facts.join('\n'), proseText(item.ProofOfConcept))
}

const CONTROLS: [string, string][] = [
  ['Nistsp80053', 'NIST-800-53'],
  ['PciDss40', 'PCI-DSS-4.0'],
  ['Pci32', 'PCI-DSS-3.2'],
  ['Pci2', 'PCI-DSS-2.0'],
  ['Pci1', 'PCI-DSS-1.2'],
  ['Iso27001', 'ISO-27001'],
  ['Hipaa', 'HIPAA'],
  ['Asvs40', 'ASVS-4.0'],
  ['DisaStig', 'DISA-STIG'],
  ['OwaspProactiveControls', 'OWASP-Proactive'],
]

const listIn = (classes: Classification, name: string): string[] =>
  String((classes as Record<string, unknown>)[name] ?? '')
    .split(/[,;]/)
    .map((item) => item.trim())
    .filter(Boolean)

const controlsOf = (classes: Classification): string[] =>
  CONTROLS.flatMap(([name, framework]) => listIn(classes, name).map((id) => `${framework}:${id}`))

const TAGS: [string, string][] = [
  ['Owasp', 'OWASP-'],
  ['OwaspTopTen2021', 'OWASP-2021-'],
  ['OwaspTopTen2023', 'OWASP-2023-'],
  ['OwaspApiTop10', 'OWASP-'],
  ['Wasc', 'WASC-'],
  ['Capec', 'CAPEC-'],
]

const tagsOf = (classes: Classification): string[] =>
  TAGS.flatMap(([name, prefix]) => listIn(classes, name).map((id) => `${prefix}${id}`))

/** `Present, AcceptedRisk`, `Fixed (Confirmed)`, …: what a person or a later scan said of it. */
function verdictOf(state: string | undefined): ProducerVerdict | undefined {
  const said = (verdict: ProducerVerdict['state']): ProducerVerdict => ({
    state: verdict,
    reason: state,
    source: 'invicti',
  })
  if (/false ?positive/i.test(state ?? '')) return said('false_positive')
  if (/accepted ?risk|ignored/i.test(state ?? '')) return said('accepted')
  return /fixed/i.test(state ?? '') && !/present/i.test(state ?? '') ? said('fixed') : undefined
}
