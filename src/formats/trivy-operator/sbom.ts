import type { Item, ReadContext } from '../contract.ts'
import { cyclonedx } from '../cyclonedx/index.ts'
import { inputOf } from '../input.ts'
import { loss } from '../problem.ts'
import { UnreadableReport } from '../unreadable.ts'
import { isObject } from '../values/fields.ts'
import type { Reported } from './object.ts'

/** The CycloneDX BOM of an image. Its references are told apart from those of the other BOMs of a list by its place. */
export async function* sbomItems({ where, report }: Reported, context: ReadContext): AsyncGenerator<Item> {
  const bom = report.components
  if (!isObject(bom)) {
    yield loss(`${where}/components`, 'left out, because it is no BOM')
    return
  }
  const name = (ref: string) => `${where}#${ref}`
  try {
    for await (const item of cyclonedx.read(inputOf(JSON.stringify(bom)), context)) {
      if (item.type === 'component') yield { ...item, ref: name(item.ref) }
      else if (item.type === 'dependency')
        yield { ...item, ref: name(item.ref), dependsOn: item.dependsOn.map(name) }
      else if (item.type === 'problem') yield { ...item, where: `${where}/components${item.where}` }
      else if (item.type === 'observation') yield item
    }
  } catch (error) {
    if (!(error instanceof UnreadableReport)) throw error
    yield loss(`${where}/components`, 'left out, because this BOM cannot be read')
  }
}
