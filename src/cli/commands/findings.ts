import { Command } from 'commander'
import type { z } from 'zod'
import type { findings } from '../../api/contract/index.ts'
import { notFound } from '../../platform/errors.ts'
import type { ApiClient } from '../api-client.ts'
import { withApi } from '../connect.ts'
import { isId } from '../find-asset.ts'
import { output, severityText, table } from '../output.ts'
import type { Wiring } from '../wiring.ts'

type Finding = z.infer<typeof findings.finding>
interface Page {
  items: Finding[]
  next: string | null
  total: number
}

const list = (value: string, before: string[] = []): string[] => [...before, ...value.split(',')]

export const findingsCommand = (wiring: Wiring): Command =>
  new Command('findings')
    .description('list findings, the most urgent first')
    .option('--asset <name>', 'of these assets (name or id; repeat or separate by commas)', list)
    .option('--application <name>', 'of these applications', list)
    .option('--kind <kind>', 'code, dependency, secret, config, web, …', list)
    .option('--state <state>', 'open, fixed, accepted, false_positive', list)
    .option('--severity <severity>', 'critical, high, medium, low, info, unknown', list)
    .option('--tool <tool>', 'that these tools saw', list)
    .option('--noise <reason>', 'test, vendored, development, …; none = what nothing marks as noise', list)
    .option('--branch <name>', 'seen on this branch and not on the default one; needs --asset')
    .option('--search <text>', 'with these words in title, place or advisory')
    .option(
      '--sort <field>',
      'score, severity, title, asset, kind, state, location, firstSeen, changed',
      'score',
    )
    .option('--order <order>', 'asc or desc')
    .option('--limit <n>', 'most findings to list', '50')
    .option('--cursor <cursor>', 'go on after the page whose `next` this is')
    .option('--json', 'print JSON')
    .action(
      async ({
        json = false,
        search,
        ...query
      }: Record<string, string | string[] | undefined> & { json?: boolean }) => {
        const page = await withApi(wiring, async (api) => {
          const found = await api.request<Page>({ path: '/findings', query: { ...query, q: search } })
          if (found.total === 0) {
            await checkNames(api, 'asset', [query.asset ?? []].flat())
            await checkNames(api, 'application', [query.application ?? []].flat())
          }
          return found
        })
        output(json).result({ ...page, items: page.items.map(forScripts) }, describe)
      },
    )

/** Throws `not_found` for a name or id that there is not: nothing found under a mistyped one would pass for nothing to fix. */
async function checkNames(
  api: ApiClient,
  what: 'asset' | 'application',
  names: readonly string[],
): Promise<void> {
  for (const name of names.filter((one) => one !== 'none')) {
    if (isId(name)) {
      await api.request({ path: `/${what}s/${name}` })
      continue
    }
    const { items } = await api.request<{ items: { name: string }[] }>({
      path: `/${what}s`,
      query: { q: name, limit: 500 },
    })
    if (!items.some((one) => one.name === name)) throw notFound(what, name)
  }
}

/** Assets and applications by the names that `--asset` and `--application` take, as in what `import` prints. */
const forScripts = (finding: Finding) => ({
  ...finding,
  asset: finding.asset.name,
  application: finding.application?.name ?? null,
})

interface ListedPage extends Omit<Page, 'items'> {
  items: ReturnType<typeof forScripts>[]
}

function describe({ items, next, total }: ListedPage): string {
  if (!total) return 'No findings.'
  const lines = table(items, [
    { head: 'SCORE', cell: (f) => f.score.toFixed(1), right: true },
    { head: 'SEVERITY', cell: (f) => f.severity, paint: severityText },
    { head: 'STATE', cell: (f) => f.state },
    { head: 'ASSET', cell: (f) => f.asset },
    { head: 'ID', cell: (f) => f.id },
    { head: 'FINDING', cell: (f) => `${f.title} — ${f.location}` },
  ])
  return `${lines}\n${items.length} of ${total}${next ? `; more: --cursor ${next}` : ''}`
}
