import { Command } from 'commander'
import type { z } from 'zod'
import type { upgrades } from '../../api/contract/index.ts'
import { withApi } from '../connect.ts'
import { findAsset } from '../find-asset.ts'
import { counted, output, table } from '../output.ts'
import type { Wiring } from '../wiring.ts'

type Plan = z.infer<typeof upgrades.upgradePlan>
type Campaigns = z.infer<typeof upgrades.campaigns>

interface Options {
  asset?: string
  branch?: string
  json?: boolean
}

export const upgradePlanCommand = (wiring: Wiring): Command =>
  new Command('upgrade-plan')
    .description('what to upgrade in an asset; without one, the upgrades that close most over all')
    .option('--asset <name>', 'name or id')
    .option('--branch <name>', 'branch (default: the asset’s default branch)')
    .option('--json', 'print JSON')
    .action(async ({ asset, branch, json = false }: Options) => {
      const out = output(json)
      await withApi(wiring, async (api) => {
        if (asset === undefined)
          return out.result(await api.request<Campaigns>({ path: '/upgrades' }), describeCampaigns)
        const path = `/assets/${await findAsset(api, asset)}/upgrade-plan`
        out.result(await api.request<Plan>({ path, query: { ...(branch && { branch }) } }), describePlan)
      })
    })

function describePlan({ items }: Plan): string {
  if (items.length === 0)
    return 'No package in use is known to be vulnerable by the feeds. What they hold: stance intel'
  return table(items, [
    { head: 'PACKAGE', cell: ({ component }) => `${component.name}@${component.version}` },
    { head: 'CLOSES', cell: ({ advisories }) => String(advisories.length), right: true },
    {
      head: 'RAISE TO',
      cell: ({ smallest, malicious }) =>
        malicious ? 'remove it' : smallest ? `${smallest.version} (${smallest.step})` : 'no fix known',
    },
    { head: 'ALLOWED', cell: allowedOf },
    { head: 'BY', cell: ({ raise, component }) => (raise === component.name ? 'itself' : (raise ?? '')) },
    { head: 'ADVISORIES', cell: ({ advisories }) => advisories.join(', ') },
  ])
}

/** Whether the manifest has to be touched at all. */
const allowedOf = ({ wanted, allowed }: Plan['items'][number]): string =>
  wanted === null ? '' : allowed ? `${allowed} by ${wanted.join(' and ')}` : `none by ${wanted.join(' and ')}`

function describeCampaigns({ items }: Campaigns): string {
  if (items.length === 0) return 'No open finding is about a package in use.'
  return items
    .map(
      ({ name, version, source, findings, assets, replaces }) =>
        `${version ? `raise ${name} to ${version}${source === 'scanners' ? ' as scanners say' : ''}: closes` : `${name}, no clean version is known:`} ${counted(findings, 'finding')} in ${counted(assets, 'asset')} (now ${replaces.join(', ')})`,
    )
    .join('\n')
}
