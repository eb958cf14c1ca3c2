import type { SgNode } from '@ast-grep/napi'
import { lineOf } from '../../syntax/line-of.ts'
import { phpAuthenticationIn } from '../languages/php-authentication.ts'
import {
  type PhpCall,
  phpCallsAfter,
  phpCallsAround,
  phpChain,
  phpElements,
  phpText,
  phpTexts,
} from '../languages/php-calls.ts'
import { joinPaths } from '../names.ts'

/** What the calls around and before a route add to it. */
export interface Around {
  prefix: string
  authentication?: string | false
  controller?: string
  namespace?: string
  line: number
}

/** The first middleware of a list that asks for authentication. */
export const firstSays = (texts: string[]): string | undefined => texts.map(phpAuthenticationIn).find(Boolean)

/** Prefix, middleware and controller of the chain itself and of all groups around it. */
export function aroundOf(call: SgNode): Around {
  const around: Around = { prefix: '', line: lineOf(call) }
  const own = phpChain(call)?.calls.slice(0, -1) ?? []
  const after = phpCallsAfter(call)
  const prefixes: string[] = []
  const take = (calls: PhpCall[]) => {
    for (const one of calls.toReversed()) {
      const [first] = one.args
      if (one.name === 'prefix') prefixes.unshift(phpText(first?.value) ?? '')
      else if (/^middleware$|^can$/.test(one.name)) {
        const texts = one.args.flatMap((arg) => phpTexts(arg.value))
        around.authentication ??= one.name === 'can' ? `can:${texts[0] ?? ''}` : firstSays(texts)
      } else if (
        one.name === 'withoutMiddleware' &&
        firstSays(one.args.flatMap((arg) => phpTexts(arg.value)))
      )
        around.authentication ??= false
      else if (one.name === 'namespace')
        around.namespace = [phpText(first?.value) ?? '', around.namespace].filter(Boolean).join('\\')
      else if (one.name === 'controller')
        around.controller ??= (phpText(first?.value) ?? '').split('\\').pop() as string
      else if (one.name === 'group' && first?.value.kind() === 'array_creation_expression')
        attributes(first.value, prefixes, around)
    }
  }
  // `->prefix()` after a route stands in front of its own path as well.
  take(after.filter((one) => one.name !== 'group'))
  take(own)
  for (const group of phpCallsAround(call)) take(phpChain(group)?.calls ?? [])
  return { ...around, prefix: joinPaths(...prefixes) }
}

export function attributes(list: SgNode, prefixes: string[], around: Around): void {
  for (const { key, value } of phpElements(list)) {
    if (key === 'prefix') prefixes.unshift(phpText(value) ?? '')
    else if (key === 'middleware') around.authentication ??= firstSays(phpTexts(value))
    else if (key === 'namespace')
      around.namespace = [phpText(value) ?? '', around.namespace].filter(Boolean).join('\\')
    else if (key === 'controller') around.controller ??= (phpText(value) ?? '').split('\\').pop() as string
  }
}
