import type { Observation } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import type { Item } from '../contract.ts'
import { loss } from '../problem.ts'
import { child, childrenOf, type Node, type NodeSlice, textOf, xmlText } from '../syntax/xml.ts'
import { advisoryIdsIn } from '../values/advisory-id.ts'
import { partsOfCpe } from '../values/cpe.ts'
import { observe } from '../values/observe.ts'
import { isoTime } from '../values/time.ts'
import { newHost } from '../values/web-address.ts'
import { outcomeOf, outcomeTags } from './outcome.ts'
import { identsIn, type Rule, wholeText } from './rule.ts'

/** One system's test against one benchmark: what it is about stands before the results. */
export class TestRun {
  readonly #attributes: Record<string, string>
  readonly #rules: Map<string, Rule>
  #target = ''
  readonly #addresses: string[] = []
  #profile = ''
  #begun = false

  constructor(attributes: Record<string, string>, rules: Map<string, Rule>) {
    this.#attributes = attributes
    this.#rules = rules
  }

  *take({ node, where }: NodeSlice): Generator<Item> {
    if (node.name === 'target') this.#target ||= textOf(node) ?? ''
    else if (node.name === 'target-address') this.#addresses.push(textOf(node) ?? '')
    else if (node.name === 'profile') this.#profile = node.attributes.idref ?? ''
    else if (node.name === 'rule-result') {
      yield* this.#begin()
      yield* this.#itemsOf(node, where)
    }
  }

  *end(): Generator<Item> {
    yield* this.#begin()
  }

  *#begin(): Generator<Item> {
    if (this.#begun) return
    this.#begun = true
    const scanner = partsOfCpe(this.#attributes['test-system'])
    const target = [this.#profile, this.#target].filter(Boolean).join(' on ')
    const producedAt = isoTime(this.#attributes['end-time'])
    const [toolVersion] = scanner?.version?.split('~') ?? []
    yield {
      type: 'header',
      tool: !scanner || scanner.product === 'openscap' ? 'OpenSCAP' : scanner.product,
      ...(toolVersion && { toolVersion }),
      ...(target && { target }),
      ...(producedAt && { producedAt }),
    }
    const ip = this.#addresses.filter((address) => address && !/^(?:127\.|::1|0:0:0:0:0:0:0:1)/.test(address))
    yield* newHost(this.#target, new Set(), { ip: ip.join(' ') })
  }

  *#itemsOf(node: Node, where: string): Generator<Item> {
    const id = node.attributes.idref
    if (!id) {
      yield loss(where, 'left out, because of idref: missing')
      return
    }
    if (outcomeOf(textOf(node, 'result')) === 'passed') return
    yield this.#observationOf(node, id, this.#rules.get(id))
  }

  #observationOf(node: Node, id: string, rule: Rule | undefined): Observation {
    const result = textOf(node, 'result')
    const outcome = outcomeOf(result)
    const word = node.attributes.severity ?? rule?.severity
    const idents = [...new Set([...identsIn(node), ...(rule?.idents ?? [])])]
    const advisories = advisoryIdsIn(rule?.title, idents)
    const instances = childrenOf(node, 'instance').flatMap((instance) => textOf(instance) ?? [])
    return observe({
      kind: advisories.length > 0 ? 'runtime' : 'config',
      rule: id,
      title: rule?.title ?? id,
      description: [rule?.description, ...messagesOf(node)].filter(Boolean).join('\n\n') || undefined,
      severity: outcome === 'manual' ? 'info' : severityOfWord(word),
      toolSeverity: word,
      advisories,
      ...(this.#target && { resource: { address: [this.#target, ...instances].join(' '), type: 'host' } }),
      controls: [...new Set([...(rule?.controls ?? []), ...idents.filter((ident) => /^CCI-/.test(ident))])],
      references: rule?.references,
      remediation: rule?.remediation ?? wholeText(child(node, 'fix')),
      fingerprints: this.#target ? undefined : { rule: id },
      seenAt: isoTime(node.attributes.time ?? this.#attributes['end-time']),
      tags: [...outcomeTags(outcome), ...idents.filter((ident) => !/^(?:CCI|CVE)-/.test(ident))],
      raw: xmlText(node),
    })
  }
}

/** What the check printed, and why a person changed its result. */
const messagesOf = (node: Node): (string | undefined)[] => [
  ...childrenOf(node, 'message').map((message) => textOf(message)),
  ...childrenOf(node, 'override').map((override) => {
    const remark = textOf(override, 'remark')
    return remark && `Override: ${remark}`
  }),
]
