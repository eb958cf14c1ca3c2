import { z } from 'zod'
import type { Item } from '../contract.ts'
import { packageOfId } from '../jfrog-xray/component-id.ts'
import type { Element } from '../syntax/json.ts'
import { anything, part, shaped, text } from '../values/lenient.ts'
import { withoutGaps } from '../values/observe.ts'

const schema = z.object({
  license_key: text,
  license_name: text,
  components: part(z.record(z.string(), anything)),
})

/** Licenses with the packages under them: inventory, not findings. */
export function* licenseItems(element: Element): Generator<Item> {
  const license = shaped(schema, element)
  if (license.type === 'problem') {
    yield license
    return
  }
  const { license_key, license_name, components } = license.value
  const name = license_key ?? license_name
  for (const id of Object.keys(components ?? {}))
    if (id.trim() !== '')
      yield withoutGaps({
        type: 'component' as const,
        ref: `${element.where}/components/${id}`,
        ...packageOfId(id),
        componentType: 'library',
        licenses: name ? [name] : [],
      })
}
