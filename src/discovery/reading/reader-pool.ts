import { type ChildProcess, fork } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import type { KeptFacts } from '../read-facts.ts'

export interface TextFile {
  path: string
  text: string
}

export type Batch = TextFile[]

// Enough for a message to be worth its way, little enough for both processes to end together.
const BATCH_FILES = 64
const BATCH_CHARACTERS = 512 * 1024
/** A batch takes well under a second; one that takes this long holds a file that hurts. */
const BATCH_MS = 60_000
const FILE_MS = 20_000
/** Reader's memory, in MB. */
const HEAP_MB = 512

/**
 * Reads files in processes of their own, several at once. A file on which a reader dies or stands still is one problem and a new reader
 * goes on with the next. `close` gives the facts of what is still on its way and ends the readers.
 */
export function readerPool(
  onFacts: (path: string, facts: KeptFacts) => void,
  size = Math.min(availableParallelism(), 8),
): { add(file: TextFile): Promise<void>; close(): Promise<void> } {
  const idle: Reader[] = []
  const started = new Set<Reader>()
  const running = new Set<Promise<void>>()
  let batch: Batch = []
  let characters = 0

  const reader = (): Reader => {
    const made = idle.pop() ?? startReader()
    started.add(made)
    return made
  }

  async function readBatch(files: Batch): Promise<void> {
    const own = reader()
    const all = await own.read(files, BATCH_MS)
    if (all) {
      for (const [at, file] of files.entries()) onFacts(file.path, all[at] as KeptFacts)
      idle.push(own)
      return
    }
    started.delete(own)
    for (const file of files) await readAlone(file)
  }

  async function readAlone(file: TextFile): Promise<void> {
    const own = reader()
    const [facts] = (await own.read([file], FILE_MS)) ?? []
    if (facts) idle.push(own)
    else started.delete(own)
    onFacts(file.path, facts ?? unreadable(file.path))
  }

  async function send(): Promise<void> {
    const files = batch
    batch = []
    characters = 0
    const work = readBatch(files).finally(() => running.delete(work))
    running.add(work)
    if (running.size >= size) await Promise.race(running)
  }

  return {
    async add(file) {
      // It takes its time to start: meanwhile the rest of the tree is looked through.
      if (started.size === 0) idle.push(reader())
      batch.push(file)
      characters += file.text.length
      if (batch.length >= BATCH_FILES || characters >= BATCH_CHARACTERS) await send()
    },
    async close() {
      try {
        if (batch.length > 0) await send()
        await Promise.all(running)
      } finally {
        for (const one of started) one.end()
      }
    },
  }
}

const unreadable = (path: string): KeptFacts => ({
  facts: {},
  problems: [
    {
      where: path,
      message: 'Reading it ended the reader or took too long. What it holds is missing from the result.',
    },
  ],
})

interface Reader {
  /** Facts in the order of the files; undefined when the reader died or stood still. */
  read(files: Batch, ms: number): Promise<KeptFacts[] | undefined>
  end(): void
}

function startReader(): Reader {
  const child: ChildProcess = fork(join(import.meta.dirname, 'reader-process.ts'), {
    execArgv: [`--max-old-space-size=${HEAP_MB}`, '--no-warnings'],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    serialization: 'advanced',
  })
  let answer: (facts: KeptFacts[] | undefined) => void = () => {}
  child.on('message', (facts: KeptFacts[]) => answer(facts))
  child.on('exit', () => answer(undefined))
  child.on('error', () => answer(undefined))
  return {
    read(files, ms) {
      return new Promise((done) => {
        const clock = setTimeout(() => child.kill('SIGKILL'), ms)
        answer = (facts) => {
          clearTimeout(clock)
          answer = () => {}
          done(facts)
        }
        if (child.exitCode !== null || child.signalCode !== null || !child.connected) answer(undefined)
        else child.send(files, (error) => error && answer(undefined))
      })
    },
    end: () => void child.kill(),
  }
}
