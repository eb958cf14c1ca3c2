import { z } from 'zod'
import { severityOfWord } from '../../model/severity.ts'
import type { Item } from '../contract.ts'
import { loss } from '../problem.ts'
import { advisoryIdsIn } from '../values/advisory-id.ts'
import { cwesOf } from '../values/cwe.ts'
import { label, shaped, text } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'
import { type HostScopes, hostPlace, portIn } from '../values/scanned-host.ts'

const schema = z.object({
  id: z.string().trim().min(1),
  ip: text,
  port: label,
  severity: z.string().trim().min(1),
  finding: text,
  cve: text,
  cwe: text,
  hint: text,
})

/** About the run, not about the server. */
const RUN = ['scanTime']

/** One result: `OK` is a check that passed, `FATAL` a run that broke off, `WARN` a check that could not be made. */
export function* itemsOf(
  element: { where: string; value: unknown; text: string },
  hosts: HostScopes,
): Generator<Item> {
  const result = shaped(schema, element)
  if (result.type === 'problem') {
    yield result
    return
  }
  const { id, ip = '', port, severity, finding, cve, cwe, hint } = result.value
  const [name, address] = [ip.slice(0, ip.indexOf('/')), ip.slice(ip.indexOf('/') + 1)]
  const host = name || address
  const number = portIn(port)
  yield* hosts.enter(host, { ip: name ? address : undefined }, host && number ? `${host}:${number}` : host)
  const word = severity.toUpperCase()
  if (word === 'FATAL')
    yield loss(element.where, 'the scan broke off here: what it did not test may be wrong')
  if (['OK', 'FATAL', 'DEBUG'].includes(word) || RUN.includes(id)) return
  // `cert_trust <hostCert#2>`: the same check of a further certificate.
  const [, rule = id, part] = /^(.*?)\s*<(.*)>$/.exec(id) ?? []
  yield observe({
    kind: 'config',
    rule,
    title: finding ? `${id}: ${finding}` : id,
    description: finding,
    severity: word === 'WARN' ? 'info' : severityOfWord(word),
    toolSeverity: severity,
    cwes: cwesOf(cwe),
    advisories: advisoryIdsIn(cve),
    ...(host ? hostPlace({ host, port: number }) : {}),
    remediation: hint,
    tags: part ? [part] : [],
    raw: element.text,
  })
}
