import { deleteLines, insertLines } from './change-lines.ts'
import { deleteBlock, duplicateBlock } from './copy-code.ts'
import type { Dice } from './dice.ts'
import { moveFile, moveFolder } from './move-files.ts'
import { reformat } from './reformat.ts'
import type { World } from './world.ts'

type Change = (world: World, path: string, roll: Dice) => boolean

/** What may happen between two scans, by name: the changes, each with the share of the files that it hits. */
export const SCENARIOS = {
  lines: [
    [insertLines, 0.6],
    [deleteLines, 0.4],
  ],
  'moved files': [[moveFile, 0.4]],
  'moved folders': [
    [moveFolder, 0.15],
    [moveFile, 0.1],
  ],
  reformatted: [[reformat, 0.8]],
  duplicated: [[duplicateBlock, 0.3]],
  'moved and reformatted': [
    [reformat, 0.5],
    [moveFile, 0.3],
    [insertLines, 0.3],
  ],
  'duplicated among lines': [
    [duplicateBlock, 0.25],
    [insertLines, 0.3],
    [deleteLines, 0.3],
  ],
  'some fixed': [
    [deleteBlock, 0.15],
    [insertLines, 0.4],
    [deleteLines, 0.2],
  ],
  everything: [
    [insertLines, 0.3],
    [deleteLines, 0.2],
    [reformat, 0.3],
    [duplicateBlock, 0.1],
    [deleteBlock, 0.05],
    [moveFile, 0.15],
    [moveFolder, 0.03],
  ],
} satisfies Record<string, [Change, number][]>

export type Scenario = keyof typeof SCENARIOS

/** Changes a world's source in place. */
export function mutate(world: World, scenario: Scenario, roll: Dice): void {
  for (const [change, share] of SCENARIOS[scenario]) {
    const paths = new Set(world.sightings.flatMap(({ anchor }) => (anchor ? [anchor.path] : [])))
    for (const path of [...paths].sort())
      if (world.files.has(path) && roll.chance(share)) change(world, path, roll)
  }
}
