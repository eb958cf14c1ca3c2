import { Command, InvalidArgumentError } from 'commander'
import type { z } from 'zod'
import type { merges } from '../../api/contract/index.ts'
import type { ApiClient } from '../api-client.ts'
import { withApi } from '../connect.ts'
import { output } from '../output.ts'
import type { Wiring } from '../wiring.ts'

type Merges = z.infer<typeof merges.merges>
type Rules = z.infer<typeof merges.mergeRules>
type Preview = z.infer<typeof merges.rulesPreview>

const list = (value: string, before: string[] = []): string[] => [...before, ...value.split(',')]

export const mergesCommand = (wiring: Wiring): Command => {
  const command = new Command('merges')
    .description('findings that several observations make, and why')
    .option('--asset <name>', 'of these assets (name or id; repeat or separate by commas)', list)
    .option('--rule <rule>', 'put together by: shared, handler, block, near, sole, alias, rules, join', list)
    .option('--limit <n>', 'most findings to list', '50')
    .option('--cursor <id>', 'go on after the page whose `next` this is')
    .option('--json', 'print JSON')
    .action(async ({ json = false, ...query }: Record<string, string | string[]> & { json?: boolean }) => {
      const page = await withApi(wiring, (api) => api.request<Merges>({ path: '/merges', query }))
      output(json).result(page, describe)
    })
  command.addCommand(rulesCommand(wiring))
  return command
}

interface Changes {
  off?: string[]
  on?: string[]
  near?: number | null
  sole?: number | null
  asset?: string[]
  apply?: boolean
  json?: boolean
}

/** Without a change: the rules. With one: what it would do, or with --apply its doing. */
const rulesCommand = (wiring: Wiring): Command =>
  new Command('rules')
    .description('the rules for merging; with changes, what they would do to the stored findings')
    .option('--off <family>', 'do not merge by: package, secret, request, resource, handler, block', list)
    .option('--on <family>', 'merge by: package, secret, request, resource, handler, block', list)
    .option('--near <lines>', 'same weakness in a file at most so many lines apart; off = never', lines)
    .option(
      '--sole <lines>',
      'only result of a weakness in a file, at most so many lines apart; off = never',
      lines,
    )
    .option('--asset <name>', 'preview on these assets', list)
    .option('--apply', 'change the rules, for what is stored too')
    .option('--json', 'print JSON')
    .action(async (changes: Changes, { parent }: Command) => {
      // The command above has a --json of its own, which takes the word wherever it stands.
      const json = changes.json ?? parent?.opts().json ?? false
      const asset = changes.asset ?? parent?.opts().asset
      const result = await withApi(wiring, (api) => run(api, { ...changes, asset }))
      output(json).result(result, (it) => ('assets' in it ? describePreview(it) : describeRules(it)))
    })

function lines(value: string): number | null {
  if (value === 'off') return null
  if (!/^\d+$/.test(value)) throw new InvalidArgumentError('give a number of lines, or off')
  return Number(value)
}

async function run(api: ApiClient, changes: Changes): Promise<Rules | Preview> {
  const rules = await api.request<Rules>({ path: '/merge-rules' })
  const wanted = {
    ...rules,
    ...numbers(changes),
    ...switches(changes.on, true),
    ...switches(changes.off, false),
  }
  if (JSON.stringify(wanted) === JSON.stringify(rules)) return rules
  if (changes.apply) return api.request<Rules>({ method: 'PUT', path: '/merge-rules', json: wanted })
  const json = { rules: wanted, ...(changes.asset && { asset: changes.asset }) }
  return api.request<Preview>({ method: 'POST', path: '/merge-rules/preview', json })
}

const numbers = ({ near, sole }: Changes): Partial<Rules> => ({
  ...(near !== undefined && { near }),
  ...(sole !== undefined && { sole }),
})

const switches = (families: string[] | undefined, value: boolean): Partial<Rules> =>
  Object.fromEntries((families ?? []).map((family) => [family, value]))

function describe({ items, next, total, byRule }: Merges): string {
  if (total === 0) return 'Nothing was merged.'
  const blocks = items.map((merge) => {
    const parts = merge.observations.map((o) => `    ${o.tool} ${o.rule} at ${o.location}: ${o.reason.text}`)
    return [`${merge.title} — ${merge.asset.name}, ${merge.location} (${merge.id})`, ...parts].join('\n')
  })
  const counts = byRule.map(({ rule, observations }) => `${observations} ${rule}`).join(', ')
  return `${blocks.join('\n')}\n${items.length} of ${total} findings; observations that joined one: ${counts}${next ? `; more: --cursor ${next}` : ''}`
}

const describeRules = (rules: Rules): string =>
  Object.entries(rules)
    .map(
      ([name, value]) =>
        `${name.padEnd(9)} ${value === null || value === false ? 'off' : value === true ? 'on' : `${value} lines`}`,
    )
    .join('\n')

function describePreview({ assets, merged, split, merges, splits }: Preview): string {
  const head = `${merged} findings would become part of another, ${split} would split off (${assets.replayed} of ${assets.total} assets replayed). Nothing was changed; --apply does it.`
  const together = merges
    .slice(0, 20)
    .map((group) => `  together: ${group.map((f) => `${f.title} (${f.location})`).join(' + ')}`)
  const apart = splits
    .slice(0, 20)
    .map(({ finding, parts }) => `  ${parts} apart: ${finding.title} (${finding.location})`)
  return [head, ...together, ...apart].join('\n')
}
