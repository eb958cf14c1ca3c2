import { z } from 'zod'
import type { Input, Item, ReadContext } from '../contract.ts'
import { type Element, eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { flag, part, shaped, text, texts } from '../values/lenient.ts'
import { type Asset, itemsOf, openGuide, type StigRule } from './rule.ts'

const RULES = '/stigs/*/rules/*'

/** What a checklist of STIG Viewer 3 is known by. */
export const cklb = z.object({
  target_data: z.object({}),
  stigs: z.array(z.object({ rules: z.array(z.unknown()) })),
})

const target = z.object({
  host_name: text,
  ip_address: text,
  mac_address: text,
  fqdn: text,
  role: text,
  is_web_database: flag,
  web_db_site: text,
  web_db_instance: text,
})
const frame = z.object({
  target_data: target,
  stigs: z.array(
    z.object({ stig_id: text, stig_name: text, display_name: text, rules: z.array(z.unknown()) }),
  ),
})

export async function* readCklb(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const { target_data: data, stigs } = await jsonFrame(input, context, {
    name: 'a STIG checklist',
    omit: [RULES],
    schema: frame,
  })
  const asset = assetOf(data)
  const hosts = new Set<string>()
  const shown = { next: 0 }
  function* open(last: number): Generator<Item> {
    for (; shown.next <= last; shown.next++) {
      const { stig_id, stig_name, display_name } = stigs[shown.next] ?? {}
      yield* openGuide(stig_id ?? stig_name ?? display_name, asset, hosts)
    }
  }
  for await (const element of eachElement(input, context, [RULES])) {
    if (element.type === 'problem') {
      yield element
      continue
    }
    yield* open(Number(element.where.split('/')[2]))
    const rule = shaped(schema, element)
    yield* rule.type === 'problem' ? [rule] : itemsOf(ruleOf(rule.value, element), asset)
  }
  yield* open(stigs.length - 1)
  if (stigs.length === 0) yield* openGuide(undefined, asset, hosts)
}

const assetOf = (data: z.output<typeof target>): Asset => ({
  host: data.fqdn ?? data.host_name ?? data.ip_address,
  attributes: {
    name: data.host_name,
    ip: data.ip_address,
    mac: data.mac_address,
    role: data.role === 'None' ? undefined : data.role,
  },
  part: data.is_web_database
    ? [data.web_db_site, data.web_db_instance].filter(Boolean).join(' ') || undefined
    : undefined,
})

const schema = z
  .object({
    group_id: text,
    group_id_src: text,
    rule_id: text,
    rule_id_src: text,
    rule_version: text,
    rule_title: text,
    group_title: text,
    severity: text,
    discussion: text,
    check_content: text,
    fix_text: text,
    ccis: texts,
    legacy_ids: texts,
    status: text,
    finding_details: text,
    comments: text,
    overrides: part(z.object({ severity: part(z.object({ severity: text, reason: text })) })),
  })
  .refine((rule) => rule.group_id ?? rule.group_id_src ?? rule.rule_id, { path: ['group_id'] })

const ruleOf = (rule: z.output<typeof schema>, { text: raw }: Element): StigRule => ({
  id: rule.group_id_src ?? rule.group_id ?? rule.rule_id ?? '',
  title: rule.rule_title,
  status: rule.status,
  severity: rule.severity,
  override: rule.overrides?.severity?.severity,
  justification: rule.overrides?.severity?.reason,
  discussion: rule.discussion,
  check: rule.check_content,
  fix: rule.fix_text,
  details: rule.finding_details,
  comments: rule.comments,
  ccis: rule.ccis,
  ids: [rule.rule_id_src ?? rule.rule_id, rule.rule_version, rule.group_title, ...rule.legacy_ids],
  raw,
})
