import type { Input, Item, ReadContext } from '../contract.ts'
import { loss } from '../problem.ts'
import { child, childrenOf, eachNode, type Node, textOf, xmlText } from '../syntax/xml.ts'
import { xmlRoot } from '../syntax/xml-root.ts'
import { type Asset, itemsOf, openGuide, type StigRule } from './rule.ts'

const ASSET = '/CHECKLIST/ASSET'
const GUIDE = '/CHECKLIST/STIGS/iSTIG/STIG_INFO'
const RULE = '/CHECKLIST/STIGS/iSTIG/VULN'

/** A checklist of STIG Viewer 2: one or several guides for one asset. */
export async function* readCkl(input: Input, context: ReadContext): AsyncGenerator<Item> {
  await xmlRoot(input, context, { name: 'a STIG checklist', roots: ['CHECKLIST'] })
  const hosts = new Set<string>()
  let asset: Asset = { host: undefined, attributes: {}, part: undefined }
  let begun = false
  for await (const slice of eachNode(input, context, [ASSET, GUIDE, RULE])) {
    if (slice.type === 'problem') yield slice
    else if (slice.path === ASSET) asset = assetOf(slice.node)
    else if (slice.path === GUIDE) {
      begun = true
      yield* openGuide(guideOf(slice.node), asset, hosts)
    } else {
      if (!begun) yield* openGuide(undefined, asset, hosts)
      begun = true
      const rule = ruleOf(slice.node)
      yield* rule.id ? itemsOf(rule, asset) : [loss(slice.where, 'left out, because of Vuln_Num: missing')]
    }
  }
  if (!begun) yield* openGuide(undefined, asset, hosts)
}

function assetOf(node: Node): Asset {
  const text = (name: string) => textOf(node, name)
  const isPart = text('WEB_OR_DATABASE') === 'true'
  return {
    host: text('HOST_FQDN') ?? text('HOST_NAME') ?? text('HOST_IP'),
    attributes: {
      name: text('HOST_NAME'),
      ip: text('HOST_IP'),
      mac: text('HOST_MAC'),
      role: noNone(text('ROLE')),
    },
    part: isPart
      ? [text('WEB_DB_SITE'), text('WEB_DB_INSTANCE')].filter(Boolean).join(' ') || undefined
      : undefined,
  }
}

const noNone = (role: string | undefined) => (role === 'None' ? undefined : role)

const guideOf = (info: Node): string | undefined => {
  const data = new Map(
    childrenOf(info, 'SI_DATA').map((part) => [textOf(part, 'SID_NAME'), textOf(part, 'SID_DATA')]),
  )
  return data.get('stigid') ?? data.get('title')
}

function ruleOf(node: Node): StigRule {
  const data = new Map<string, string[]>()
  for (const part of childrenOf(node, 'STIG_DATA')) {
    const name = textOf(part, 'VULN_ATTRIBUTE') ?? ''
    const value = textOf(part, 'ATTRIBUTE_DATA')
    if (value) data.set(name, [...(data.get(name) ?? []), value])
  }
  const said = (name: string) => data.get(name)?.[0]
  return {
    id: said('Vuln_Num') ?? said('Rule_ID') ?? '',
    title: said('Rule_Title'),
    status: textOf(node, 'STATUS'),
    severity: said('Severity'),
    override: textOf(child(node, 'SEVERITY_OVERRIDE')),
    justification: textOf(node, 'SEVERITY_JUSTIFICATION'),
    discussion: said('Vuln_Discuss'),
    check: said('Check_Content'),
    fix: said('Fix_Text'),
    details: textOf(node, 'FINDING_DETAILS'),
    comments: textOf(node, 'COMMENTS'),
    ccis: data.get('CCI_REF') ?? [],
    ids: ['Rule_ID', 'Rule_Ver', 'Group_Title', 'LEGACY_ID', 'STIGRef'].flatMap(
      (name) => data.get(name) ?? [],
    ),
    raw: xmlText(node),
  }
}
