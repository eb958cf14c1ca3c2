import type { Item } from '../contract.ts'
import { loss } from '../problem.ts'
import type { Json } from '../values/fields.ts'
import { observe } from '../values/observe.ts'
import { type HostScopes, hostPlace } from '../values/scanned-host.ts'
import { certificateFlaws } from './certificate.ts'
import { suiteFlaws } from './cipher-suites.ts'
import type { Flaw } from './flaw.ts'
import type { Server } from './server.ts'
import { settingFlaws } from './settings.ts'

/** The tool tells what a server accepts and rates nothing: what is weak of it are the findings, of unknown severity. */
export function* itemsOfServer(server: Server, where: string, hosts: HostScopes): Generator<Item> {
  const { host, ip, port, commands } = server
  yield* hosts.enter(host, { ip: ip === host ? undefined : ip }, port ? `${host}:${port}` : host)
  if (server.unreachable)
    yield loss(
      where,
      'this server could not be reached and was not scanned: what was found there before may still be',
    )
  for (const { name, result, error } of commands) {
    if (error) yield loss(where, `the command ${name.slice(0, 80)} failed: what it looks for may be there`)
    for (const flaw of result ? flawsOf(name, result) : [])
      yield observe({
        kind: 'config',
        rule: flaw.rule,
        title: flaw.title,
        description: flaw.details?.join('\n') || undefined,
        severity: 'unknown',
        advisories: flaw.advisories,
        ...hostPlace({ host, port }),
        raw: JSON.stringify({ [name]: withoutLong(result) }),
      })
  }
}

function flawsOf(name: string, result: Json): Flaw[] {
  if (name.endsWith('_cipher_suites')) return suiteFlaws(name, result)
  return name === 'certificate_info' ? certificateFlaws(result) : settingFlaws(name, result)
}

/** The suites that the server refuses are most of a report. */
function withoutLong(result: Json | undefined): Json {
  const {
    rejected_cipher_suites,
    rejected_cipher_list,
    errored_cipher_list,
    certificate_deployments,
    ...rest
  } = result ?? {}
  return rest
}
