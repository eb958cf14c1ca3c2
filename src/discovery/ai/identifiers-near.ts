const BACK = 600
const FORWARD = 3_000
const WORDS = new Set(
  'await async const let var new return function this self true false null None undefined True False if else for in of not and or lambda role content user system assistant model messages prompt string str f text type name input output max_tokens temperature stream tools def class print console log Optional List Map dict list import from'.split(
    ' ',
  ),
)

/** Names that stand in the arguments of the call around a place: what may reach the model there. Words of the call itself are left out. */
export function identifiersNear(text: string, offset: number): string[] {
  const open = openBefore(text, offset)
  if (open < 0) return []
  const close = closeAfter(text, open)
  return identifiersIn(text.slice(open + 1, close))
}

/** Names in the arguments that begin at an opening bracket. */
export const identifiersOfCall = (text: string, open: number): string[] =>
  identifiersIn(text.slice(open + 1, closeAfter(text, open)))

function openBefore(text: string, offset: number): number {
  let depth = 0
  for (let at = offset; at >= Math.max(0, offset - BACK); at--) {
    if (text[at] === ')') depth++
    else if (text[at] === '(' && depth-- === 0) return at
  }
  return -1
}

function closeAfter(text: string, open: number): number {
  let depth = 0
  const end = Math.min(text.length, open + FORWARD)
  for (let at = open; at < end; at++) {
    if (text[at] === '(') depth++
    else if (text[at] === ')' && --depth === 0) return at
  }
  return end
}

/** Texts are left out except for what is filled into them: `${a.b}`, `{a.b}` of Python, `#{a}` of Ruby. */
function identifiersIn(args: string): string[] {
  const filled = [...args.matchAll(/[$#]?\{\s*([A-Za-z_][\w.]{0,80})[^{}"'`]{0,40}\}/g)].map(
    (match) => match[1] as string,
  )
  const bare = args.replace(
    /"""[\s\S]{0,3000}?"""|"(?:[^"\\\n]|\\.){0,2000}"|'(?:[^'\\\n]|\\.){0,2000}'|`[^`]{0,3000}`/g,
    ' ',
  )
  const names = [...bare.matchAll(/([A-Za-z_$][\w$]*(?:\??\.[A-Za-z_$][\w$]*)*)(\s*[:=](?!=))?/g)]
    .filter((match) => !match[2])
    .map((match) => (match[1] as string).replaceAll('?.', '.'))
  return [...new Set([...filled, ...names])]
    .filter((name) => !WORDS.has(name) && name.length > 1)
    .slice(0, 40)
}
