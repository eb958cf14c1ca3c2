// A process that opens an embedded database, tells its URL and stays: a test kills it.
import { openEmbedded } from '../src/platform/postgres/index.ts'

const database = await openEmbedded(process.argv[2] ?? '', {
  settings: { shared_buffers: '32MB', fsync: 'off' },
})
process.send?.(database.url)
setInterval(() => {}, 60_000)
