import { z } from 'zod'
import type { CvssRating } from '../../model/observation.ts'
import { cvssRating } from '../values/cvss.ts'
import { label, needed, number, part, text } from '../values/lenient.ts'
import { isoTime } from '../values/time.ts'
import type { Found } from './found.ts'
import { vectorIn } from './xml-item.ts'

/** A result of an analysis with the tool `vulndetails`. Everything is text; times count seconds. */
export const securityCenterSchema = z.object({
  pluginID: label.pipe(needed),
  pluginName: text,
  ip: text,
  dnsName: text,
  netbiosName: text,
  macAddress: text,
  operatingSystem: text,
  port: label,
  protocol: text,
  severity: part(z.object({ id: label, name: text })),
  synopsis: text,
  description: text,
  solution: text,
  pluginText: text,
  seeAlso: text,
  cve: text,
  bid: text,
  xref: text,
  cpe: text,
  baseScore: number,
  cvssVector: text,
  cvssV3BaseScore: number,
  cvssV3Vector: text,
  cvssV4BaseScore: number,
  cvssV4Vector: text,
  epssScore: label,
  exploitAvailable: text,
  acceptRisk: label,
  acceptRiskRuleComment: text,
  lastSeen: label,
  family: part(z.object({ name: text })),
  vprScore: label,
})

type Result = z.output<typeof securityCenterSchema>

export function foundBySecurityCenter(
  result: Result,
  raw: string,
): { found: Found; host: Record<string, string | undefined> } {
  const { dnsName, ip, netbiosName, macAddress, operatingSystem, severity, family, vprScore } = result
  const seconds = Number(result.lastSeen ?? Number.NaN)
  const found: Found = {
    plugin: result.pluginID,
    name: result.pluginName,
    host: dnsName ?? ip ?? netbiosName ?? 'unknown host',
    port: result.port,
    protocol: result.protocol?.toLowerCase(),
    severity: severity?.name ?? severity?.id,
    isWeb: false,
    synopsis: result.synopsis,
    description: result.description,
    solution: result.solution,
    output: result.pluginText?.replace(/<\/?plugin_output>/g, ''),
    links: result.seeAlso?.split(/\s+/) ?? [],
    cves: listIn(result.cve),
    xrefs: [
      ...listIn(result.xref).map((id) => id.replace(/\s*#/, ':')),
      ...listIn(result.bid).map((id) => `BID:${id}`),
    ],
    cwes: [],
    cpes: result.cpe?.split(/<br\s*\/?>|\s+/) ?? [],
    cvss: ratingsOf(result),
    epss: result.epssScore,
    verdict:
      result.acceptRisk === '1'
        ? {
            state: 'accepted',
            reason: result.acceptRiskRuleComment ?? 'accepted',
            source: 'tenable-accept-risk',
          }
        : undefined,
    seenAt: isoTime(seconds > 0 ? seconds : undefined),
    tags: [
      ...(family?.name ? [family.name] : []),
      ...(/^yes$/i.test(result.exploitAvailable ?? '') ? ['exploit-available'] : []),
      ...(vprScore ? [`vpr:${vprScore}`] : []),
    ],
    raw,
  }
  return { found, host: { ip, fqdn: dnsName, netbios: netbiosName, mac: macAddress, os: operatingSystem } }
}

const listIn = (list: string | undefined): string[] => list?.split(/,\s*/).filter(Boolean) ?? []

const ratingsOf = (result: Result): CvssRating[] =>
  [
    cvssRating({ vector: vectorIn(result.cvssV4Vector), score: result.cvssV4BaseScore, version: '4.0' }),
    cvssRating({ vector: vectorIn(result.cvssV3Vector), score: result.cvssV3BaseScore, version: '3.0' }),
    cvssRating({ vector: vectorIn(result.cvssVector), score: result.baseScore, version: '2.0' }),
  ].filter((rating) => rating !== undefined)
