import { asList, asNumber, asObject, asObjects, asText, itemAt, type Json } from '../values/fields.ts'

export interface FoundRule {
  /** As the result names it, else the rule's own; the same over runs. */
  id: string
  /** The reporting descriptor, where the report has it. */
  rule: Json | undefined
  /** The tool component that has the rule, or the driver. */
  component: Json | undefined
}

/** Finds the rule of a result in a tool's driver and extensions: by index, guid, id, or a hierarchical id's parent (3.52). */
export class RuleBook {
  readonly #driver: Json | undefined
  readonly #extensions: Json[]
  readonly #indexes = new Map<Json, Map<string, Json>>()

  constructor(tool: Json | undefined) {
    this.#driver = asObject(tool?.driver)
    this.#extensions = asObjects(tool?.extensions)
  }

  /** `message` is what the result says: the only trace of the rule in results that do not name it. */
  find(result: Json, message?: string): FoundRule {
    const reference = asObject(result.rule)
    const id = asText(result.ruleId) ?? asText(reference?.id)
    const component = this.#componentOf(asObject(reference?.toolComponent)) ?? this.#driver
    const index = asNumber(result.ruleIndex) ?? asNumber(reference?.index)
    const listed = index === undefined ? undefined : itemAt(asList(component?.rules), index)
    if (listed && isNamed(listed, id)) return { id: id ?? idOf(listed), rule: listed, component }
    const other =
      this.#search(component, asText(reference?.guid)) ??
      this.#search(component, id ?? this.#namedIn(message))
    return { id: id ?? idOf(other?.rule), rule: other?.rule, component: other?.component ?? component }
  }

  #componentOf(reference: Json | undefined): Json | undefined {
    if (!reference) return undefined
    const index = asNumber(reference?.index)
    if (index !== undefined) return itemAt(this.#extensions, index)
    const [guid, name] = [asText(reference?.guid), asText(reference?.name)]
    return this.#extensions.find(
      (extension) =>
        (guid !== undefined && extension.guid === guid) || (name !== undefined && extension.name === name),
    )
  }

  #search(first: Json | undefined, id: string | undefined): { rule: Json; component: Json } | undefined {
    for (let name = id; name; name = name.slice(0, Math.max(0, name.lastIndexOf('/'))))
      for (const component of [first, this.#driver, ...this.#extensions]) {
        const rule = component && this.#indexOf(component).get(name)
        if (rule) return { rule, component }
      }
    return undefined
  }

  /** Gitleaks 7 begins the message with the rule's id. */
  #namedIn(message: string | undefined): string | undefined {
    const ids = asObjects(this.#driver?.rules).map((rule) => asText(rule?.id))
    return ids
      .filter((id) => id !== undefined && message?.startsWith(`${id} `))
      .sort((a, b) => (b?.length ?? 0) - (a?.length ?? 0))[0]
  }

  #indexOf(component: Json): Map<string, Json> {
    let index = this.#indexes.get(component)
    if (!index) {
      index = new Map()
      for (const rule of asObjects(component?.rules).toReversed())
        for (const key of [rule.guid, rule.id]) if (typeof key === 'string') index.set(key, rule)
      this.#indexes.set(component, index)
    }
    return index
  }
}

/** Some writers' indexes are off; then the id counts. */
const isNamed = (rule: Json, id: string | undefined): boolean =>
  id === undefined || rule.id === id || (typeof rule.id === 'string' && id.startsWith(`${rule.id}/`))

const idOf = (rule: Json | undefined): string => asText(rule?.id) ?? asText(rule?.guid) ?? 'unspecified'
