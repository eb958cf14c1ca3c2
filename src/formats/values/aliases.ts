import { advisoryIds } from './advisory-id.ts'

/**
 * Which of the ids that a report lists beside an advisory are other names of the same flaw. An erratum of a distribution may be
 * about several CVEs, which must not become each other's aliases: then those that are not the advisory itself are only `related`.
 */
export function aliasesOf(id: string, ...listed: unknown[]): { aliases: string[]; related: string[] } {
  const [own = id, ...others] = advisoryIds(id, ...listed)
  const cves = [own, ...others].filter(isCve)
  if (cves.length < 2) return { aliases: [own, ...others], related: [] }
  return { aliases: [own, ...others.filter((other) => !isCve(other))], related: others.filter(isCve) }
}

const isCve = (id: string): boolean => id.startsWith('CVE-')
