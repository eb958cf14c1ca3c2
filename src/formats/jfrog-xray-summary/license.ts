import { z } from 'zod'
import type { Item } from '../contract.ts'
import { packageOfId } from '../jfrog-xray/component-id.ts'
import type { Element } from '../syntax/json.ts'
import { needed, shaped, texts } from '../values/lenient.ts'
import { withoutGaps } from '../values/observe.ts'

export const licenseSchema = z.object({ name: needed, components: texts })

/** Licenses with the packages under them: inventory, not findings. */
export function* licenseItems(element: Element): Generator<Item> {
  const license = shaped(licenseSchema, element)
  if (license.type === 'problem') {
    yield license
    return
  }
  const { name, components } = license.value
  for (const [index, id] of components.entries())
    yield withoutGaps({
      type: 'component' as const,
      ref: `${element.where}/components/${index}`,
      ...packageOfId(id),
      componentType: 'library',
      licenses: [name],
    })
}
