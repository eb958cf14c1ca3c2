import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { loss, problem } from '../problem.ts'
import { eachLine, type Line } from '../syntax/lines.ts'
import { UnreadableReport } from '../unreadable.ts'
import { foundAddress } from '../values/found-address.ts'
import { newHost, newSite } from '../values/web-address.ts'
import { bannerFact, isNoise, resultIn } from './line.ts'

export const gobuster = {
  id: 'gobuster',
  name: 'Gobuster',
  link: 'https://github.com/OJ/gobuster#readme',
  extensions: ['.txt'],
  kinds: ['web'],
  howTo: 'gobuster dir --url https://shop.example --wordlist words.txt --output gobuster.txt',
  detect,
  read,
} satisfies Format

/** The banner, or lines that are all results with a status in this tool's brackets. */
function detect({ syntax, head }: Sample): number {
  if (syntax !== 'text' && syntax !== 'csv') return 0
  if (/^Gobuster v\d/m.test(head)) return 1
  const lines = head.split('\n').filter((line) => line.trim() !== '')
  const whole = lines.length > 1 ? lines.slice(0, -1) : lines
  return whole.length > 0 && whole.slice(0, 20).every((line) => resultIn(line)?.sure) ? 0.9 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  await refuseOthers(input, context)
  const known = new Set<string>()
  let target: string | undefined
  let begun = false
  for await (const line of eachLine(input, context)) {
    const fact = line.type === 'line' ? bannerFact(line.text) : undefined
    if (fact) target = fact
    else if (line.type === 'problem') yield line
    else if (!isNoise(line.text)) {
      if (!begun) yield header(target)
      begun = true
      yield* itemsOf(line, target, known)
    }
  }
  if (!begun) yield header(target)
}

const header = (target: string | undefined): Item => ({
  type: 'header',
  tool: 'Gobuster',
  ...(target && { target }),
})

function* itemsOf(line: Line, target: string | undefined, known: Set<string>): Generator<Item> {
  const result = resultIn(line.text, target)
  if (!result) {
    yield /^\[ERROR\]|^Error:/.test(line.text.trim())
      ? problem(line.where, 'the tool reports an error: part of what it looked for is missing')
      : loss(line.where, 'this line is no result and is left out')
    return
  }
  yield* newSite(result.url, known)
  if (!/^\w+:|^\//.test(result.url)) yield* newHost(result.url, known)
  yield foundAddress({ ...result, raw: line.text })
}

/** An output without a single result or banner line is of something else. */
async function refuseOthers(input: Input, context: ReadContext): Promise<void> {
  let lines = 0
  for await (const line of eachLine(input, context)) {
    if (line.type === 'problem' || line.text.trim() === '') continue
    if (/^Gobuster v\d/.test(line.text) || resultIn(line.text)?.sure) return
    if (++lines > 50) break
  }
  if (lines > 0)
    throw new UnreadableReport(
      'broken',
      'This does not read as output of Gobuster: no line of it is a result. Choose the right format, or run the tool again.',
    )
}
