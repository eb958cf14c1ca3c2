import type { Input, Problem, ReadContext } from '../contract.ts'
import { loss } from '../problem.ts'
import { chunksOf } from '../syntax/chunks.ts'

const ISSUE = '<div class="issue-container">'
const END = '</html>'

/** A part of the page: what stands before the issues (`the head`), or one issue with what follows it (`issue 3`). */
export interface Part {
  type: 'part'
  where: string
  isIssue: boolean
  html: string
}

/**
 * The page in its parts, so that no more than one issue is held. A part over the limit is left out with a problem; a page that breaks
 * off ends in one.
 */
export async function* eachPart(input: Input, { limits }: ReadContext): AsyncGenerator<Part | Problem> {
  const decoder = new TextDecoder('utf-8')
  let number = 0
  let isTooLarge = false
  let text = ''
  /** Nothing before it needs to be searched again; 1, because a part begins with what the next is found by. */
  let searched = 1
  const partOf = (html: string): Part | Problem => {
    const where = number === 0 ? 'the head' : `issue ${number}`
    const isIssue = number++ > 0
    const isLeftOut = isTooLarge || html.length > limits.maxElementBytes
    isTooLarge = false
    return isLeftOut
      ? loss(where, 'this part of the page is larger than the limit allows and is left out')
      : { type: 'part', where, isIssue, html }
  }
  for await (const chunk of chunksOf(input)) {
    text += decoder.decode(chunk, { stream: true })
    for (let at = text.indexOf(ISSUE, searched); at >= 0; at = text.indexOf(ISSUE, searched)) {
      yield partOf(text.slice(0, at))
      text = text.slice(at)
      searched = 1
    }
    if (text.length > limits.maxElementBytes) {
      isTooLarge = true
      text = text.slice(-ISSUE.length)
    }
    searched = Math.max(1, text.length - ISSUE.length)
  }
  text += decoder.decode()
  const isWhole = text.trimEnd().endsWith(END)
  yield partOf(text)
  if (!isWhole) yield loss('the end', 'the document ends in the middle: what follows here is missing')
}
