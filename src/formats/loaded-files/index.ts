import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { eachLine } from '../syntax/lines.ts'
import { LoadedComponents } from '../values/loaded-components.ts'
import { packageOfPath } from '../values/package-of-path.ts'

export const loadedFiles = {
  id: 'loaded-files',
  name: 'Files that processes have loaded (lsof, /proc, JVM class loading)',
  link: 'https://docs.oracle.com/en/java/javase/21/docs/specs/man/java.html#enable-logging-with-the-jvm-unified-logging-framework',
  extensions: ['.txt', '.log'],
  // It finds nothing wrong: it tells which packages are in use.
  kinds: [],
  howTo:
    'java -Xlog:class+load:file=loaded.log -jar app.jar, lsof -p PID > loaded.txt, or cat /proc/PID/maps > loaded.txt',
  detect,
  read,
} satisfies Format

interface Shape {
  /** What the lines come from. */
  tool: string
  line: RegExp
}

/** Lines that name a file; group `path` is the file, `who` the class or the command. */
const SHAPES: readonly Shape[] = [
  {
    tool: 'JVM class loading',
    line: /\[class,load *\] (?<who>[\w.$/]+) source: (?:jar:)?(?:file:)?(?<path>\S+)/,
  },
  {
    tool: 'JVM class loading',
    line: /^\[Loaded (?<who>[\w.$/]+) from (?:jar:)?(?:file:)?(?<path>[^\]\s]+)\]/,
  },
  {
    tool: '/proc/PID/maps',
    line: /^[\da-f]{6,16}-[\da-f]{6,16} [r-][w-][x-][ps] [\da-f]{8,} [\da-f]+:[\da-f]+ \d+ +(?<path>\/.+)$/,
  },
  {
    tool: 'lsof',
    line: /^(?<who>\S+) +\d+ +(?:\d+ +)?(?:\S+ +){1,2}(?:mem|txt|DEL|cwd|rtd|\d+[rwu]?\S*) +(?:REG|DIR) +\S+ +(?:\S+ +)?\d+ +(?<path>\/.+)$/,
  },
]

// Logs begin with what the program itself says.
const LOOKED_AT = 60

function detect({ head, syntax }: Sample): number {
  if (syntax === 'xml') return 0
  const lines = head.split('\n', LOOKED_AT)
  return lines.some((line) => SHAPES.some((shape) => shape.line.test(line))) ? 0.7 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const loaded = new LoadedComponents()
  let tool: string | undefined
  for await (const line of eachLine(input, context)) {
    if (line.type === 'problem') {
      yield line
      continue
    }
    const shape = SHAPES.find((one) => one.line.test(line.text))
    const { path = '', who } = shape?.line.exec(line.text)?.groups ?? {}
    const found = path && packageOfPath(path)
    if (!shape || !found) continue
    if (!tool) {
      tool = shape.tool
      yield { type: 'header', tool }
    }
    loaded.add(found, who ? `${who} from ${path}` : `${path} is mapped`)
  }
  if (!tool) yield { type: 'header', tool: 'Loaded files' }
  yield* loaded.items()
}
