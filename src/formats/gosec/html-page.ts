import type { Input, Limits, Sample } from '../contract.ts'
import { eachLine } from '../syntax/lines.ts'
import { refuseEntities } from '../syntax/xml-slicer.ts'

/** Whether this is the page of `-fmt=html`. */
export const isPage = ({ head }: Sample): boolean =>
  /^\s*<(?:!doctype|html)\b/i.test(head) && head.includes('<title>Golang Security Checker</title>')

/** The JSON report that its page shows: it stands on a line of the page's script. */
export const jsonInPage = (input: Input, limits: Limits): Input => ({
  async *open() {
    for await (const line of eachLine(input, { limits })) {
      if (line.type !== 'line') continue
      const [, json] = /^\s*var data = (\{.*\});?\s*$/.exec(line.text) ?? []
      if (json) {
        yield Buffer.from(json)
        return
      }
      refuseEntities(line.text)
    }
  },
})
