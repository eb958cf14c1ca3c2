import { Command, Option } from 'commander'
import { vexFormat } from '../../api/contract/exports.ts'
import { saveDownload } from '../save-download.ts'
import type { Wiring } from '../wiring.ts'

const VDR = 'vdr'

export const vexCommand = (wiring: Wiring): Command =>
  new Command('vex')
    .description('what is decided about an asset’s vulnerable packages, as VEX that others read')
    .argument('<asset>', 'name or id')
    .addOption(
      new Option('--format <id>', 'what to write; vdr = all that is known of the vulnerabilities (CycloneDX)')
        .choices([...vexFormat.options, VDR])
        .default('openvex'),
    )
    .option('-o, --output <file>', 'file to write; - for standard output', '-')
    .option('--json', 'print JSON about the file that was written')
    .action((asset: string, options: { format: string; output: string; json?: boolean }) => {
      const { output: file, json = false, format } = options
      const wanted = format === VDR ? { path: '/vdr', query: {} } : { path: '/vex', query: { format } }
      return saveDownload(wiring, { asset, ...wanted, file, json })
    })
