import pc from 'picocolors'
import { jsonOf } from '../../risk/gate/render/json.ts'
import { type Paint, textOf } from '../../risk/gate/render/text.ts'
import { undecided } from '../../risk/gate/undecided.ts'
import type { Verdict } from '../../risk/gate/verdict.ts'
import { messageOf } from '../exit-code.ts'
import { type Output, output, severityText } from '../output.ts'
import type { Wiring } from '../wiring.ts'
import type { GateOptions } from './options.ts'
import { runGate } from './run-gate.ts'
import { writeOutputs } from './write-outputs.ts'

/** Unlike other commands: 1 is a verdict, so that whatever goes wrong is 2. */
const GATE_EXIT = { pass: 0, blocked: 1, undecided: 2 } as const

/** Reads, compares, prints and writes, and sets the exit code. Throws nothing: what fails is undecided. */
export async function decide(wiring: Wiring, files: string[], options: GateOptions): Promise<void> {
  const out = output(options.json ?? false)
  const verdict = await settled(() => runGate(wiring, files, options, out), options, out)
  const written = await settled(
    async () => {
      await writeOutputs(verdict, options)
      return verdict
    },
    options,
    out,
  )
  if (options.json || written.findings.length > 0 || written.verdict !== 'undecided')
    out.result(jsonOf(written), () => textOf(written, PAINT))
  process.exitCode = GATE_EXIT[written.verdict]
}

/** What fails decides nothing, and says why in one line. */
async function settled(work: () => Promise<Verdict>, { asset }: GateOptions, out: Output): Promise<Verdict> {
  try {
    return await work()
  } catch (error) {
    const why = messageOf(error)
    out.note(`stance: ${why}`)
    return undecided(why, asset ?? null)
  }
}

const PAINT: Paint = { severity: severityText, strong: pc.bold, faint: pc.dim }
