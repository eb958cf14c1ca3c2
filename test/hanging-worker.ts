// A worker process whose job never ends: the queue's test kills it.
import { pino } from 'pino'
import { openPool } from '../src/platform/database.ts'
import { startWorker } from '../src/platform/queue.ts'

const url = process.argv[2] ?? ''
await startWorker({
  url,
  pool: openPool(url, 4, 'stance hanging worker'),
  tasks: { hang: () => new Promise(() => {}) },
  crontab: '',
  concurrency: 1,
  log: pino({ level: 'silent' }),
})
