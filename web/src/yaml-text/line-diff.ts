export interface DiffLine {
  kind: 'same' | 'added' | 'removed'
  text: string
  /** Line numbers from 1; null on the side where the line is not. */
  before: number | null
  after: number | null
}

/** What changed from one text to another, line by line: as few lines as possible are called changed. */
export function lineDiff(before: string, after: string): DiffLine[] {
  const [a, b] = [before.split('\n'), after.split('\n')]
  let head = 0
  while (head < a.length && head < b.length && a[head] === b[head]) head++
  let tail = 0
  while (tail < a.length - head && tail < b.length - head && a.at(-1 - tail) === b.at(-1 - tail)) tail++
  const [left, right] = [a.slice(head, a.length - tail), b.slice(head, b.length - tail)]
  const common = longestCommon(left, right)
  const lines: DiffLine[] = []
  let [i, j] = [0, 0]
  const add = (kind: DiffLine['kind'], text: string) =>
    lines.push({
      kind,
      text,
      before: kind === 'added' ? null : ++i,
      after: kind === 'removed' ? null : ++j,
    })
  for (const text of a.slice(0, head)) add('same', text)
  let [x, y] = [0, 0]
  while (x < left.length || y < right.length) {
    if (x < left.length && y < right.length && left[x] === right[y]) {
      add('same', left[x++] ?? '')
      y++
    } else if (x < left.length && (y === right.length || common(x + 1, y) >= common(x, y + 1)))
      add('removed', left[x++] ?? '')
    else add('added', right[y++] ?? '')
  }
  for (const text of a.slice(a.length - tail)) add('same', text)
  return lines
}

/** How many lines two texts have in common from line `x` and `y` on, in order. */
function longestCommon(left: string[], right: string[]): (x: number, y: number) => number {
  const width = right.length + 1
  const table = new Uint32Array((left.length + 1) * width)
  for (let x = left.length - 1; x >= 0; x--)
    for (let y = right.length - 1; y >= 0; y--)
      table[x * width + y] =
        left[x] === right[y]
          ? (table[(x + 1) * width + y + 1] ?? 0) + 1
          : Math.max(table[(x + 1) * width + y] ?? 0, table[x * width + y + 1] ?? 0)
  return (x, y) => table[x * width + y] ?? 0
}

/** The changed lines with `around` lines of what stays; null stands for what is left out between. */
export function withContext(lines: DiffLine[], around: number): (DiffLine | null)[] {
  const near = new Set<number>()
  for (const [at, { kind }] of lines.entries())
    if (kind !== 'same') for (let i = at - around; i <= at + around; i++) near.add(i)
  const shown: (DiffLine | null)[] = []
  for (const [at, line] of lines.entries()) {
    if (near.has(at)) shown.push(line)
    else if (shown.at(-1) !== null) shown.push(null)
  }
  return shown
}
