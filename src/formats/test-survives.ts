import type { Format, Input } from './contract.ts'
import { detectFormat } from './detect.ts'
import { DEFAULT_LIMITS } from './limits.ts'
import { flawsOf } from './test-item-schema.ts'
import { UnreadableReport } from './unreadable.ts'

/** For tests: which format a document is may be asked of anything; what is no text at all may be refused. */
export async function detects(input: Input): Promise<void> {
  try {
    await detectFormat(input, DEFAULT_LIMITS)
  } catch (error) {
    if (!(error instanceof UnreadableReport)) throw error
  }
}

/**
 * For tests: reads to the end. Throws on any error but a refusal that is one clear line, and on items that are not right: what a reader
 * owes whatever a document holds.
 */
export async function survives(format: Format, input: Input, limits = DEFAULT_LIMITS): Promise<void> {
  const flaws: string[] = []
  try {
    for await (const item of format.read(input, { limits })) flaws.push(...flawsOf(item))
  } catch (error) {
    if (!(error instanceof UnreadableReport)) throw error
    if (!/^[A-Z"][^\n]*[.]$/.test(error.message)) flaws.push(`refused by: ${error.message}`)
  }
  if (flaws.length > 0) throw new Error(`${format.id}: ${[...new Set(flaws)].slice(0, 20).join('; ')}`)
}
