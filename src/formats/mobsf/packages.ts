import type { Component } from '../../model/component.ts'
import type { Element } from '../syntax/json.ts'
import { asObject, asTexts } from '../values/fields.ts'
import { purlOf } from '../values/purl.ts'

/** `group:artifact@version`: libraries that left their version in the app. Names of Java packages are no libraries. */
export function* packages({ value, where }: Element): Generator<Component> {
  for (const [index, given] of asTexts(asObject(value)?.sbom_versioned).entries()) {
    const [, name = given, version] = /^(.+)@([^@]+)$/.exec(given) ?? []
    const purl = name.includes(':') ? purlOf({ type: 'maven', name, ...(version && { version }) }) : undefined
    yield {
      type: 'component',
      ref: `${where}/sbom_versioned/${index}`,
      name,
      ...(version && { version }),
      ...(purl && { purl }),
    }
  }
}
