import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { CORPUS, WITHOUT_CORPUS } from '../../../test/corpus.ts'
import { DEFAULT_LIMITS } from '../limits.ts'
import { readReport } from '../read.ts'
import { uploadOf } from '../unpack/upload.ts'
import { UnreadableReport } from '../unreadable.ts'

/** How many of the observations of a tool's reports have a CWE, 0–1. */
async function shareOf(tool: string): Promise<number> {
  let [all, known] = [0, 0]
  const folder = join(CORPUS as string, 'reports', tool)
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const upload = uploadOf(readFileSync(join(entry.parentPath, entry.name)))
    try {
      for await (const item of readReport(upload, { limits: DEFAULT_LIMITS, hashSecret: () => 'hash' }))
        if (item.type === 'observation') {
          all++
          if (item.cwes) known++
        }
    } catch (error) {
      if (!(error instanceof UnreadableReport)) throw error
    }
  }
  return known / all
}

describe.skipIf(!CORPUS)(
  `real reports that name few or no CWEs get them by their rules${WITHOUT_CORPUS}`,
  () => {
    test.each([
      ['bandit', 0.95],
      ['brakeman', 0.6],
      ['burp', 0.9],
      ['eslint', 0.95],
      ['fortify', 0.9],
      ['gitleaks', 0.95],
      ['gosec', 0.95],
      ['horusec', 0.9],
      ['kics', 0.9],
      ['mozilla_observatory', 0.95],
      ['nikto', 0.7],
      ['qualys_webapp', 0.85],
      ['sonarqube', 0.55],
      ['spotbugs', 0.7],
      ['trufflehog', 0.95],
      ['wapiti', 0.6],
      ['zap', 0.94],
    ])('%s', async (tool, least) => {
      expect(await shareOf(tool)).toBeGreaterThanOrEqual(least)
    })
  },
)
