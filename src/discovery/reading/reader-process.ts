/** A process that reads files: native grammars and hostile text can end it without ending who asked. */
import { readFacts } from '../read-facts.ts'
import { UNITS } from '../registry.ts'
import { SourceFile } from '../source/source-file.ts'
import type { Batch } from './reader-pool.ts'

process.on('message', (batch: Batch) => {
  process.send?.(batch.map(({ path, text }) => readFacts(UNITS, new SourceFile(path, text))))
})
process.on('disconnect', () => process.exit(0))
