import type { Input } from './contract.ts'

/** A document that is in memory: tests, single records, small files. */
export const inputOf = (content: string | Uint8Array): Input => ({
  async *open() {
    yield typeof content === 'string' ? Buffer.from(content, 'utf8') : content
  },
})
