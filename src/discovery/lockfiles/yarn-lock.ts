import type { LockReader } from './contract.ts'
import { yarnBerry } from './yarn-berry.ts'
import { yarnClassic } from './yarn-classic.ts'

export const yarnLock: LockReader = {
  wants: /(?:^|\/)yarn\.lock$/,
  read: ({ text, folder }) => [
    /^__metadata:/m.test(text) ? yarnBerry(text, folder) : yarnClassic(text.replaceAll('\r\n', '\n')),
  ],
}
