import fc from 'fast-check'

/** A document that is wrong somewhere; a failing one is printed as text. */
export interface Mutated {
  bytes: Uint8Array
}

/** For tests: documents like this one but wrong, by bytes, by text and by structure. */
export const mutationsOf = (bytes: Buffer): fc.Arbitrary<Mutated> =>
  bytesOf(bytes).map((mutated) => ({
    bytes: mutated,
    [fc.toStringMethod]: () => JSON.stringify(Buffer.from(mutated).toString('utf8').slice(0, 4000)),
  }))

function bytesOf(bytes: Buffer): fc.Arbitrary<Uint8Array> {
  const text = bytes.toString('utf8')
  const structured = parsed(text)
  const kinds = [byteMutations(bytes), textMutations(text)]
  return fc.oneof(
    ...kinds,
    ...(structured === undefined ? [] : [valueMutations(structured), valueMutations(structured)]),
  )
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const place = (length: number) => fc.nat(Math.max(0, length - 1))

/** Flipped, cut off, doubled, and sprinkled with bytes that are no text. */
const byteMutations = (bytes: Buffer): fc.Arbitrary<Uint8Array> =>
  fc.oneof(
    fc.array(fc.tuple(place(bytes.length), fc.nat(255)), { minLength: 1, maxLength: 8 }).map((flips) => {
      const copy = Buffer.from(bytes)
      for (const [at, byte] of flips) copy[at] = byte
      return copy
    }),
    place(bytes.length).map((end) => bytes.subarray(0, end)),
    fc
      .tuple(place(bytes.length), place(bytes.length))
      .map(([a, b]) => Buffer.concat([bytes.subarray(0, a), bytes.subarray(b)])),
    fc
      .tuple(place(bytes.length), fc.uint8Array({ maxLength: 20 }))
      .map(([at, noise]) => Buffer.concat([bytes.subarray(0, at), noise, bytes.subarray(at)])),
  )

const SNIPPETS = [
  '\0',
  '\\u0000',
  '__proto__',
  'constructor',
  '\\ud800',
  '"',
  "'",
  '<',
  '&',
  '{',
  '}',
  '[',
  ']',
  ',',
  ':',
  '\n',
  '-1',
  '1e999',
  'null',
  '\uFEFF',
  '<!--',
  ']]>',
  ';',
  '../',
  '=cmd()',
]

const textMutations = (text: string): fc.Arbitrary<Uint8Array> =>
  fc
    .array(fc.tuple(place(text.length), fc.constantFrom(...SNIPPETS), fc.nat(3)), {
      minLength: 1,
      maxLength: 4,
    })
    .map((edits) => {
      let out = text
      for (const [at, snippet, removed] of edits) out = out.slice(0, at) + snippet + out.slice(at + removed)
      return Buffer.from(out)
    })

const strangers = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    false,
    0,
    -1,
    1.5,
    1e308,
    '',
    ' ',
    '\0',
    'x'.repeat(5000),
    '__proto__',
    '\uD800',
    [],
    {},
    [[]],
    [null],
    ['a', 1],
    { a: { b: [] } },
  ),
  fc.jsonValue({ maxDepth: 2 }),
)

/** Values of another type, members missing, renamed, doubled or with the names of prototypes. */
const valueMutations = (value: unknown): fc.Arbitrary<Uint8Array> =>
  fc
    .array(fc.tuple(fc.nat(), fc.constantFrom('replace', 'remove', 'rename', 'wrap', 'double'), strangers), {
      minLength: 1,
      maxLength: 5,
    })
    .map((edits) => {
      const copy = structuredClone({ root: value })
      for (const [number, how, stranger] of edits) edit(copy, number, how, stranger)
      return Buffer.from(JSON.stringify(copy.root) ?? 'null')
    })

type Holder = Record<string, unknown> | unknown[]

function edit(holder: Holder, number: number, how: string, stranger: unknown): void {
  const slots = slotsOf(holder)
  const slot = slots[number % slots.length]
  if (!slot) return
  const [at, key] = slot
  const members = at as Record<string, unknown>
  const held = members[key]
  // A copy: where one stranger stands in two places, an edit inside would put it into itself.
  if (how === 'replace') members[key] = structuredClone(stranger)
  else if (how === 'wrap') members[key] = [held]
  else if (Array.isArray(at))
    at.splice(Number(key), how === 'remove' ? 1 : 0, ...(how === 'double' ? [held] : []))
  else if (how === 'remove') delete members[key]
  else if (how === 'rename') {
    delete members[key]
    Object.defineProperty(members, '__proto__', {
      value: held,
      enumerable: true,
      configurable: true,
      writable: true,
    })
  }
}

/** Every place in a document, those near the root first. */
function slotsOf(root: Holder): [Holder, string][] {
  const slots: [Holder, string][] = []
  const queue: Holder[] = [root]
  for (let holder = queue.shift(); holder; holder = queue.shift())
    for (const [key, value] of Object.entries(holder)) {
      slots.push([holder, key])
      if (typeof value === 'object' && value !== null) queue.push(value as Holder)
    }
  return slots
}
