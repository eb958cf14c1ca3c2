import type { TestProject } from 'vitest/node'
import { startRealServer } from './real-server.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where the server of the browser tests listens. */
    webUrl: string
    /** Playwright's storage state of the administrator, as a file. */
    administrator: string
    /** Folder of the mirror that the server's feeds come from. */
    mirror: string
  }
}

/** One real server with the sample estate for all browser tests. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startRealServer()
  project.provide('webUrl', server.url)
  project.provide('administrator', server.administrator)
  project.provide('mirror', server.mirror)
  return () => Promise.resolve(server[Symbol.asyncDispose]())
}
