import { child, childrenOf, type Node, textOf } from '../syntax/xml.ts'
import { prose } from './prose.ts'

/** What the report says of a vulnerability, apart from where it is. */
export interface Definition {
  title: string | undefined
  /** 1 … 10 */
  severity: string | undefined
  score: string | undefined
  vector: string | undefined
  score3: string | undefined
  vector3: string | undefined
  description: string | undefined
  solution: string | undefined
  references: { source: string; id: string }[]
  tags: string[]
}

export function definitionIn(node: Node): Definition {
  const { title, severity, cvssScore, cvssVector, cvssV3Score, cvssV3Vector } = node.attributes
  const exploits = childrenOf(child(node, 'exploits'), 'exploit')
  const malware = childrenOf(child(node, 'malware'), 'name')
  return {
    title,
    severity,
    score: cvssScore,
    vector: cvssVector,
    score3: cvssV3Score,
    vector3: cvssV3Vector,
    description: prose(child(node, 'description')),
    solution: prose(child(node, 'solution')),
    references: [
      ...childrenOf(child(node, 'references'), 'reference').map((reference) => ({
        source: reference.attributes.source ?? '',
        id: textOf(reference) ?? '',
      })),
      ...exploits.map(({ attributes }) => ({ source: 'URL', id: attributes.link ?? '' })),
    ].filter(({ id }) => id !== ''),
    tags: [
      ...childrenOf(child(node, 'tags'), 'tag').flatMap((tag) => textOf(tag) ?? []),
      ...(exploits.length > 0 ? ['exploit-available'] : []),
      ...(malware.length > 0 ? ['malware'] : []),
    ],
  }
}
