import type { Format, Item, ReadContext } from '../contract.ts'
import { csaf } from '../csaf/index.ts'
import { cyclonedx } from '../cyclonedx/index.ts'
import { grype } from '../grype/index.ts'
import { inputOf } from '../input.ts'
import { openvex } from '../openvex/index.ts'
import { osvScanner } from '../osv-scanner/index.ts'
import { sampleOf } from '../sample.ts'
import { sarif } from '../sarif/index.ts'
import { snyk } from '../snyk/index.ts'
import { spdx } from '../spdx/index.ts'
import { syft } from '../syft/index.ts'
import { trivy } from '../trivy/index.ts'
import { asObject, asText, isObject } from '../values/fields.ts'
import type { Statement } from './statement.ts'

/** Documents that are attested as they are. */
const READERS: Format[] = [cyclonedx, spdx, openvex, csaf, sarif, trivy, grype, snyk, osvScanner, syft]

/** What stands inside a predicate: an SBOM, a VEX, a scanner's report. Returns whether there was one that is known. */
export async function* insideItems(
  { predicate, where }: Statement,
  context: ReadContext,
): AsyncGenerator<Item, boolean> {
  for (const [path, document] of documentsIn(predicate)) {
    const text = typeof document === 'string' ? document : JSON.stringify(document)
    const input = inputOf(text)
    const sample = await sampleOf(input)
    const format = READERS.find((reader) => reader.detect(sample) > 0.5)
    if (!format) continue
    for await (const item of format.read(input, context))
      yield item.type === 'problem' ? { ...item, where: `${where}${path}${item.where}` } : item
    return true
  }
  return false
}

/** The predicate itself, cosign's `Data` of a custom predicate, the `result` of its scan. */
function documentsIn(predicate: unknown): [string, unknown][] {
  const holder = asObject(predicate)
  const result = asObject(holder?.scanner)?.result
  const documents: [string, unknown][] = [
    ['/predicate', predicate],
    ['/predicate/Data', asText(holder?.Data) ?? holder?.Data],
    ['/predicate/scanner/result', result],
  ]
  return documents.filter(
    ([, document]) => typeof document === 'string' || isObject(document) || Array.isArray(document),
  )
}
