import { Command } from 'commander'
import type { DiscoverOptions } from '../discover-paths.ts'
import type { Wiring } from '../wiring.ts'

export const discoverCommand = (wiring: Wiring): Command =>
  new Command('discover')
    .description(
      'read source trees: deployables, endpoints, data, infrastructure, pipelines, owners, and how they hang together',
    )
    .argument('<path...>', 'working trees, bare repositories, or https:// addresses of repositories')
    .option('--dry-run', 'store nothing, print what is found')
    .option('--asset <name>', 'repository that it is (default: as its remote or folder is named)')
    .option('--application <name>', 'application that an asset which is made belongs to')
    .option('--ref <name>', 'branch, tag or commit of a repository')
    .option('--branch <name>', 'branch to keep it under (default: the asset’s default branch)')
    .option('--no-cache', 'read every file again, also those that did not change since the last time')
    .option('--json', 'print JSON, one object a path')
    .action(async (paths: string[], options: DiscoverOptions) => {
      // Its hundreds of units and grammars are loaded for this command alone.
      const { discoverPaths } = await import('../discover-paths.ts')
      await discoverPaths(wiring, paths, options)
    })
