import type { Input, Limits, Sample } from '../contract.ts'
import { eachLine } from '../syntax/lines.ts'

/** Whether this is the page of `-fmt=html`. */
export const isPage = ({ root, head }: Sample): boolean =>
  root?.name.toLowerCase() === 'html' && head.includes('<title>Golang Security Checker</title>')

/** The JSON report that its page shows: it stands on a line of the page's script. */
export const jsonInPage = (input: Input, limits: Limits): Input => ({
  async *open() {
    for await (const line of eachLine(input, { limits })) {
      const [, json] = (line.type === 'line' && /^\s*var data = (\{.*\});?\s*$/.exec(line.text)) || []
      if (json) {
        yield Buffer.from(json)
        return
      }
    }
  },
})
