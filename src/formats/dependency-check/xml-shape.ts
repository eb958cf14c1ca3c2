import { child, childrenOf, type Node, textOf, xmlText } from '../syntax/xml.ts'
import type { ListName } from './dependency.ts'

/** The XML names of the two lists' elements, which stand side by side in `vulnerabilities`. */
const ELEMENTS: Record<ListName, string> = {
  vulnerabilities: 'vulnerability',
  suppressedVulnerabilities: 'suppressedVulnerability',
}

/** A `dependency` element in the shape of the JSON report. */
export function dependencyInNode(node: Node): unknown {
  const identifiers = child(node, 'identifiers')
  const found = child(node, 'vulnerabilities')
  return {
    ...textsIn(node),
    packages: idsIn(identifiers, 'package'),
    vulnerabilityIds: idsIn(identifiers, 'vulnerabilityIds'),
    identifiers: childrenOf(identifiers, 'identifier').map(textsIn),
    includedBy: [
      ...childrenOf(child(node, 'includedBy'), 'reference'),
      ...childrenOf(child(node, 'includedBy'), 'includedBy'),
    ].map((one) => ({ reference: textOf(one, 'reference') ?? textOf(one) })),
    relatedDependencies: childrenOf(child(node, 'relatedDependencies'), 'relatedDependency').map((one) => ({
      ...textsIn(one),
      packageIds: idsIn(child(one, 'identifiers'), 'package').concat(idsIn(one, 'identifier')),
    })),
    vulnerabilities: childrenOf(found, ELEMENTS.vulnerabilities).map(vulnerabilityInNode),
    suppressedVulnerabilities: childrenOf(found, ELEMENTS.suppressedVulnerabilities).map(vulnerabilityInNode),
  }
}

function vulnerabilityInNode(node: Node): unknown {
  return {
    ...textsIn(node),
    source: node.attributes.source,
    cvssv2: partIn(node, 'cvssV2'),
    cvssv3: partIn(node, 'cvssV3'),
    cvssv4: partIn(node, 'cvssV4'),
    cwes: [...childrenOf(child(node, 'cwes'), 'cwe'), ...childrenOf(node, 'cwe')].map((cwe) => textOf(cwe)),
    references: childrenOf(child(node, 'references'), 'reference').map(textsIn),
    vulnerableSoftware: childrenOf(child(node, 'vulnerableSoftware'), 'software').map((software) => ({
      software: { ...software.attributes, id: textOf(software) },
    })),
    knownExploitedVulnerability: partIn(node, 'knownExploitedVulnerability'),
  }
}

function partIn(node: Node, name: string): unknown {
  const found = child(node, name)
  return found && textsIn(found)
}

const idsIn = (node: Node | undefined, name: string) =>
  childrenOf(node, name).map((one) => ({ ...textsIn(one), confidence: one.attributes.confidence }))

const textsIn = (node: Node): { [name: string]: string | undefined } =>
  Object.fromEntries(
    node.children.filter(({ children }) => children.length === 0).map((part) => [part.name, textOf(part)]),
  )

/** The dependency with this vulnerability alone, without the evidence by which it was recognised. */
export function nodeWithOnly(node: Node, found: Node | undefined, list: ListName, index: number): string {
  const one = childrenOf(found, ELEMENTS[list])[index] as Node
  const others = node.children.filter(
    ({ name }) => name !== 'vulnerabilities' && name !== 'evidenceCollected',
  )
  return xmlText({ ...node, children: [...others, { ...(found as Node), children: [one] }] })
}
