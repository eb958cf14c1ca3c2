import type { ProducerVerdict } from '../../model/observation.ts'
import { controlId } from '../values/control-id.ts'

/** What people have said of a result: its state in words (`NOT_EXPLOITABLE`, `Not exploitable`) and whether it is still there. */
export function verdictOf(
  state: string | undefined,
  { status, reason }: { status?: string | undefined; reason?: string | undefined } = {},
): ProducerVerdict | undefined {
  if (status?.toLowerCase() === 'fixed') return { state: 'fixed', source: 'checkmarx-status' }
  // A proposal waits for somebody else's word.
  if (state?.toLowerCase().replace(/[_\s-]+/g, ' ') !== 'not exploitable') return undefined
  return { state: 'false_positive', reason: reason ?? 'not exploitable', source: 'checkmarx-state' }
}

/** The title of a query's name: `Reflected_XSS_All_Clients`. */
export const titleOfQuery = (name: string): string => name.replaceAll('_', ' ')

/** `PCI DSS v3.2;PCI DSS (3.2) - 6.5.1 - Injection flaws,OWASP Top 10 2013;A1-Injection` as controls. */
export const controlsIn = (categories: string | undefined): string[] =>
  (categories ?? '')
    .split(/,(?=[^,;]+;)/)
    .map((category) => category.split(';'))
    .flatMap(([framework, item]) => (framework?.trim() && item?.trim() ? controlOf(framework, item) : []))

/** An item of a framework by its number, or by its name where it has none. */
export function controlOf(framework: string, item: string): string {
  const name = item.trim().replace(/^PCI DSS \([^)]*\) - /, '')
  return controlId(framework, NUMBER.exec(name)?.[0] ?? name)
}

const NUMBER = /^(?:\d+(?:\.\d+)+|[A-Z]{2}-\d+|(?:A|M|API)\d+)(?=[\s-]|$)/
