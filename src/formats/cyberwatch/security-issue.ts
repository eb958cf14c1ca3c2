import { z } from 'zod'
import type { Observation } from '../../model/observation.ts'
import type { Item } from '../contract.ts'
import { problem } from '../problem.ts'
import type { Element } from '../syntax/json.ts'
import { advisoryIdsIn } from '../values/advisory-id.ts'
import { label, listOf, needed, shaped, text, texts } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'
import type { HostScopes } from '../values/scanned-host.ts'
import { isoTime } from '../values/time.ts'
import { attributesOf, resourceOf, type Server, serverSchema, severityOfLevel, verdictOf } from './server.ts'

const schema = z.object({
  id: label,
  security_issue_id: needed,
  level: text,
  security_issue_title: text,
  security_issue_description: text,
  servers: listOf(serverSchema),
  cve_announcements: texts,
})

type Issue = z.output<typeof schema>

/** A weakness that is no CVE, for each machine that has it. */
export function* securityIssueItems(element: Element, hosts: HostScopes): Generator<Item> {
  const read = shaped(schema, element)
  if (read.type === 'problem') {
    yield read
    return
  }
  const given = (element.value as { servers?: unknown[] }).servers ?? []
  if (read.value.servers.length < given.length || given.length === 0)
    yield problem(element.where, 'machines of this issue have no name: what is on them is left out')
  for (const server of read.value.servers) {
    yield* hosts.enter(server.computer_name, attributesOf(server))
    yield observationOf(read.value, server, element)
  }
}

function observationOf(issue: Issue, server: Server, { value }: Element): Observation {
  const { security_issue_id: rule, level } = issue
  const servers = (value as { servers: Record<string, unknown>[] }).servers
  return observe({
    // OWASP's test guide is about web applications.
    kind: rule.startsWith('WSTG-') ? 'web' : 'config',
    rule,
    title: issue.security_issue_title ?? rule,
    description: issue.security_issue_description,
    severity: severityOfLevel(level),
    toolSeverity: level,
    advisories: advisoryIdsIn(issue.cve_announcements),
    resource: resourceOf(server),
    verdict: verdictOf(server),
    seenAt: isoTime(server.detected_at),
    raw: JSON.stringify({
      ...(value as object),
      servers: servers.filter((one) => String(one?.computer_id) === server.computer_id),
    }),
  })
}
