import { Command, Option } from 'commander'
import { sbomFormat } from '../../api/contract/exports.ts'
import { saveDownload } from '../save-download.ts'
import type { Wiring } from '../wiring.ts'

export const sbomCommand = (wiring: Wiring): Command =>
  new Command('sbom')
    .description('what an asset uses, as an SBOM that others read')
    .argument('<asset>', 'name or id')
    .addOption(
      new Option('--format <id>', 'what to write').choices(sbomFormat.options).default('cyclonedx-1.7'),
    )
    .option('--branch <name>', 'branch (default: the asset’s default branch)')
    .option('-o, --output <file>', 'file to write; - for standard output', '-')
    .option('--json', 'print JSON about the file that was written')
    .action((asset: string, options: { format: string; branch?: string; output: string; json?: boolean }) => {
      const { output: file, json = false, ...query } = options
      return saveDownload(wiring, { asset, path: '/sbom', query, file, json })
    })
