import type { Input, Problem, ReadContext } from '../contract.ts'
import { firstCharacter } from '../syntax/first-character.ts'
import { eachElement } from '../syntax/json.ts'
import { eachTagElement } from './tag-value.ts'

export type ElementName =
  | 'version'
  | 'name'
  | 'creation'
  | 'described'
  | 'package'
  | 'relationship'
  | 'license'

/** One element of an SPDX 2 document in the shape of its JSON schema, whichever syntax it came in. */
export interface SpdxElement {
  type: 'spdx'
  name: ElementName
  where: string
  value: unknown
}

const PLACES: Record<ElementName, string> = {
  version: '/spdxVersion',
  name: '/name',
  creation: '/creationInfo',
  described: '/documentDescribes/*',
  package: '/packages/*',
  relationship: '/relationships/*',
  license: '/hasExtractedLicensingInfos/*',
}

/** The elements with these names, in the order of the document. */
export async function* eachSpdxElement(
  input: Input,
  context: ReadContext,
  names: ElementName[],
): AsyncGenerator<SpdxElement | Problem> {
  if ((await firstCharacter(input)) !== '{') {
    for await (const element of eachTagElement(input, context))
      if (element.type === 'problem' || names.includes(element.name)) yield element
    return
  }
  const named = new Map(names.map((name) => [PLACES[name], name]))
  for await (const element of eachElement(input, context, [...named.keys()])) {
    if (element.type === 'problem') yield element
    else {
      const { pattern, where, value } = element
      yield { type: 'spdx', name: named.get(pattern) as ElementName, where, value }
    }
  }
}
