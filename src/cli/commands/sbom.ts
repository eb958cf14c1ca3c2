import { existsSync, statSync } from 'node:fs'
import { Command, Option } from 'commander'
import { sbomFormat } from '../../api/contract/exports.ts'
import type { SbomFormatId } from '../../inventory/export/export-sbom.ts'
import { AppError } from '../../platform/errors.ts'
import { saveDownload } from '../save-download.ts'
import type { Wiring } from '../wiring.ts'

interface Options {
  format: SbomFormatId
  asset?: string
  branch?: string
  ref?: string
  deployable?: string
  output: string
  json?: boolean
}

export const sbomCommand = (wiring: Wiring): Command =>
  new Command('sbom')
    .description('what a source tree or a stored asset uses, as an SBOM that others read')
    .argument(
      '[what]',
      'a folder, a bare repository or the https:// address of one: read its lockfiles, without a server; else name or id of an asset',
    )
    .option('--asset <name>', 'a stored asset, also where a folder has its name')
    .addOption(
      new Option('--format <id>', 'what to write').choices(sbomFormat.options).default('cyclonedx-1.7'),
    )
    .option('--branch <name>', 'of an asset: branch (default: its default branch)')
    .option('--ref <name>', 'of a repository: branch, tag or commit')
    .option('--deployable <folder>', 'of a tree: only what this deployable uses')
    .option('-o, --output <file>', 'file to write; - for standard output', '-')
    .option('--json', 'print JSON about the file that was written')
    .action(async (what: string | undefined, options: Options) => {
      const { output: file, json = false, format, asset, branch, ref, deployable } = options
      const stored = asset ?? (what !== undefined && !isTree(what) ? what : undefined)
      if (stored !== undefined) {
        if (deployable !== undefined || ref !== undefined)
          throw unusable('--deployable and --ref are for source trees: name a folder or a repository.')
        const query = { format, ...(branch === undefined ? {} : { branch }) }
        return saveDownload(wiring, { asset: stored, path: '/sbom', query, file, json })
      }
      if (what === undefined) throw unusable('Name a folder, a repository or an asset.')
      if (branch !== undefined) throw unusable('--branch is for assets: of a repository say --ref.')
      // What reads trees is loaded only where one is read.
      const { saveTreeSbom } = await import('../save-tree-sbom.ts')
      return saveTreeSbom({ where: what, ref, deployable, format, file, json })
    })

/** Names of assets may have slashes in them, too: what lies on disk is a tree. */
const isTree = (what: string): boolean =>
  /^(?:https?|file):\/\//i.test(what) ||
  /^(?:\.{0,2}\/|\.{1,2}$)/.test(what) ||
  (existsSync(what) && statSync(what).isDirectory())

const unusable = (message: string): AppError => new AppError('bad_usage', 400, message)
