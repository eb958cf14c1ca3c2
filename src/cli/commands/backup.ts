import { Command } from 'commander'
import { readConfig } from '../../platform/config.ts'
import { output, sizeText } from '../output.ts'
import type { BackupSummary, Wiring } from '../wiring.ts'

const describe =
  (what: string) =>
  ({ tables, rows, blobs, bytes }: BackupSummary): string =>
    `${what} ${rows} rows of ${tables} tables and ${blobs} reports (${sizeText(bytes)}).`

export const backupCommand = (wiring: Wiring): Command =>
  new Command('backup')
    .description('write everything (database, reports, secret) to one file; Stance may go on running')
    .argument('<file>', 'the file to write; it holds the key to everything: keep it as safe as a password')
    .option('--json', 'print JSON')
    .action(async (file: string, { json = false }: { json?: boolean }) => {
      const out = output(json)
      const summary = await wiring.backup(readConfig(process.env), file, out.progress)
      out.result({ file, ...summary }, describe(`${file} holds`))
    })

export const restoreCommand = (wiring: Wiring): Command =>
  new Command('restore')
    .description('bring a backup back into an empty database and data folder')
    .argument('<file>', 'a file that stance backup wrote')
    .option('--json', 'print JSON')
    .action(async (file: string, { json = false }: { json?: boolean }) => {
      const out = output(json)
      const summary = await wiring.restore(readConfig(process.env), file, out.progress)
      out.result({ file, ...summary }, describe('Restored'))
    })
