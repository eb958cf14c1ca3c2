import { child, childrenOf, type Node, textOf } from '../syntax/xml.ts'
import { cvssRating } from '../values/cvss.ts'
import type { Check } from './detection.ts'

/** A check as the glossary of a report and the results of a scan write it. */
export function checkIn(node: Node): Check {
  const text = (name: string) => textOf(node, name)
  const score3 = textOf(child(node, 'CVSS3_SCORE'), 'CVSS3_BASE') ?? text('CVSS3_BASE')
  const score2 = textOf(child(node, 'CVSS_SCORE'), 'CVSS_BASE') ?? text('CVSS_BASE')
  const version3 = textOf(child(node, 'CVSS3_SCORE'), 'CVSS3_VERSION') ?? text('CVSS3_VERSION') ?? '3.0'
  const ratings = [
    cvssRating({ score: score3, vector: vectorIn(text('CVSS3_VECTOR')), version: version3 }),
    cvssRating({ score: score2, vector: vectorIn(text('CVSS_VECTOR')), version: '2.0' }),
  ]
  const vendors = idsIn(node, 'VENDOR_REFERENCE')
  const cves = idsIn(node, 'CVE_ID')
  return {
    title: text('TITLE'),
    severity: text('SEVERITY') ?? node.attributes.severity,
    category: text('CATEGORY'),
    threat: text('THREAT') ?? text('DIAGNOSIS'),
    impact: text('IMPACT') ?? text('CONSEQUENCE'),
    solution: text('SOLUTION'),
    cvss: ratings.filter((rating) => rating !== undefined),
    cves: cves.length > 0 ? cves.map(({ id }) => id) : [node.attributes.cveid ?? ''],
    references: [...vendors, ...exploitsOf(node)].flatMap(({ link }) => link ?? []),
    tags: [
      ...vendors.map(({ id }) => id),
      ...idsIn(node, 'BUGTRAQ_ID').map(({ id }) => `BID:${id}`),
      ...(text('PCI_FLAG') === '1' ? ['pci'] : []),
      ...(exploitsOf(node).length > 0 ? ['exploit-available'] : []),
    ].filter(Boolean),
  }
}

const vectorIn = (text: string | undefined): string | undefined => text?.replace(/^CVSS2#/, '')

interface Named {
  id: string
  link: string | undefined
}

/** `<CVE_ID_LIST><CVE_ID><ID>…</ID><URL>…</URL></CVE_ID></CVE_ID_LIST>` */
const idsIn = (node: Node, name: string): Named[] =>
  childrenOf(child(node, `${name}_LIST`), name).flatMap((entry) => {
    const id = textOf(entry, 'ID')
    return id ? [{ id, link: textOf(entry, 'URL') }] : []
  })

const exploitsOf = (node: Node): Named[] =>
  childrenOf(child(child(node, 'CORRELATION'), 'EXPLOITABILITY'), 'EXPLT_SRC')
    .flatMap((source) => childrenOf(child(source, 'EXPLT_LIST'), 'EXPLT'))
    .map((exploit) => ({ id: textOf(exploit, 'REF') ?? '', link: textOf(exploit, 'LINK') }))
