import { Draft } from '../../../formats/infrastructure/draft.ts'
import { imageItem } from '../../../formats/infrastructure/images/image-item.ts'
import type { Unit } from '../../contract.ts'
import { isOwnCode } from '../../source/own-code.ts'
import { type DockerfileFact, isDockerfile, readDockerfile } from './read-dockerfile.ts'

/** Dockerfiles: the images that they build on, and what they say about the one that they build. */
export const dockerfile: Unit<DockerfileFact> = {
  id: 'dockerfile',
  version: 1,
  wants: (path) => isDockerfile(path) && isOwnCode(path),
  read: readDockerfile,
  join(files) {
    const draft = new Draft()
    for (const { path, facts } of files)
      for (const { stages, copiesFrom } of facts) {
        const names = new Set(stages.flatMap(({ name }) => name ?? []))
        const images = [...stages.filter(({ image }) => !names.has(image.toLowerCase())), ...copiesFrom]
        for (const { image, line } of images) {
          if (image === 'scratch' || !/^[\w.\-/:@]+$/.test(image)) continue
          draft.item(imageItem(image, 'base', path, line))
        }
      }
    return { infrastructure: draft.items, links: draft.links }
  },
}
