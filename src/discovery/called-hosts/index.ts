import type { Unit } from '../contract.ts'
import { isOwnCode } from '../source/own-code.ts'
import { isCode } from '../third-parties/packages-of.ts'
import { hostsIn, NAMES_HOST } from './hosts-in.ts'

interface HostFact {
  host: string
  line: number
  confidence: number
}

const SETTINGS =
  /(?:^|\/)(?:[\w.-]*nginx[\w.-]*|[\w.-]+\.conf(?:\.template|\.tmpl|\.j2)?|Caddyfile|haproxy\.cfg|envoy[\w.-]*\.ya?ml|application[\w.-]*\.(?:ya?ml|properties)|appsettings[\w.-]*\.json|bootstrap\.ya?ml)$/

/**
 * Whom code and proxies call by a name of their own network, without anybody telling them by a setting. Says `path:<file> calls
 * host:<name>`; what runs under that name beside what the file is built into, `complete` knows.
 */
export const calledHosts: Unit<HostFact> = {
  id: 'called-hosts',
  version: 1,
  wants: (path) =>
    (isCode(path) || SETTINGS.test(path)) &&
    isOwnCode(path) &&
    !/(?:^|\/)(?:docs?|locales?|i18n|translations)\//.test(path),
  mentions: NAMES_HOST,
  read: (file) =>
    hostsIn(file.text).map(({ host, offset, confidence }) => ({
      host,
      line: file.lineAt(offset),
      confidence,
    })),
  join: (files) => ({
    links: files.flatMap(({ path, facts }) =>
      facts.map(({ host, line, confidence }) => ({
        from: `path:${path}`,
        kind: 'calls' as const,
        to: `host:${host}`,
        evidence: `${path}:${line} ${host}`,
        confidence,
      })),
    ),
  }),
}
