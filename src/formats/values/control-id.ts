/**
 * A control of a framework as `FRAMEWORK-VERSION:NUMBER`, spelt alike whichever tool names it: `CIS-AWS-1.4:2.1.1`,
 * `NIST-800-53-r5:AC-3(7)`, `PCI-DSS-3.2.1:1.3.1`. `product` is what the tool looked at (`aws`, `kubernetes`), for tools that write
 * only `CIS-1.4`. Frameworks we don't know keep their name.
 */
export function controlId(framework: string, number: string, product?: string): string {
  const name = framework.trim()
  if (/^(?:\W*|.*\/)cis\b/i.test(name)) return `${cisName(name, product)}:${number.trim()}`
  if (/nist.*800.?53/i.test(name)) return `${nistName(name)}:${nistNumber(number.trim())}`
  if (/pci.?dss|^pci\b/i.test(name))
    return `${['PCI-DSS', versionIn(name)].filter(Boolean).join('-')}:${number.trim()}`
  if (/foundational.security.best.practices/i.test(name)) return `AWS-FSBP:${number.trim()}`
  return `${name.replace(/\s+/g, '-')}:${number.trim()}`
}

/**
 * The controls in a text that holds a framework and its number: `CIS AWS Foundations Benchmark v1.4.0/2.1.1`,
 * `NIST.800-53.r5 AC-3(7)`, `CIS-1.4 1.20 1.21`. The text itself where it names no number.
 */
export function controlsIn(text: string, product?: string): string[] {
  const trimmed = text.trim()
  const [, framework, number] = /^(.+)\/([^/]+)$/.exec(trimmed) ?? /^(PCI DSS) (\S+)$/i.exec(trimmed) ?? []
  if (framework !== undefined && number !== undefined) return [controlId(framework, number, product)]
  const [first = '', ...numbers] = trimmed.split(/\s+/)
  const areNumbers = numbers.length > 0 && numbers.every((word) => /\d/.test(word))
  return areNumbers ? numbers.map((word) => controlId(first, word, product)) : trimmed === '' ? [] : [trimmed]
}

const PRODUCTS: [RegExp, string][] = [
  [/\beks\b/i, 'EKS'],
  [/\bgke\b/i, 'GKE'],
  [/\baks\b/i, 'AKS'],
  [/kubernetes|\bk8s\b/i, 'Kubernetes'],
  [/docker/i, 'Docker'],
  [/\baws\b|amazon/i, 'AWS'],
  [/azure/i, 'Azure'],
  [/\bgcp\b|google cloud/i, 'GCP'],
]

function cisName(name: string, product: string | undefined): string {
  const words =
    PRODUCTS.find(([pattern]) => pattern.test(name)) ??
    PRODUCTS.find(([pattern]) => pattern.test(product ?? ''))
  return ['CIS', words?.[1], versionIn(name)].filter(Boolean).join('-')
}

/** `1.4.0` and `1.4` are one version. */
const versionIn = (name: string): string | undefined =>
  /(?:^|[^\d.])(\d+(?:\.\d+)+)(?![\d.])/.exec(name)?.[1]?.replace(/^(\d+\.\d+)\.0$/, '$1')

function nistName(name: string): string {
  const revision = /800.?53\D*r\w*\W*(\d)/i.exec(name)?.[1]
  return revision ? `NIST-800-53-r${revision}` : 'NIST-800-53'
}

/** `ac_3_7`, `ac-3-7` and `AC-3(7)` are one control. */
function nistNumber(number: string): string {
  const [, family = '', control, part] = /^([a-z]{2})[-_](\d+)(?:[-_(](\d+)\)?)?$/i.exec(number) ?? []
  return control === undefined ? number : `${family.toUpperCase()}-${control}${part ? `(${part})` : ''}`
}
