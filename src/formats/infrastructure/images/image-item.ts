import type { Infrastructure } from '../../../model/infrastructure.ts'
import { imageName, imageVersion } from './image-name.ts'
import { storeOfImage } from './stores.ts'

/** The item of an image that something runs or builds on. `type` tells how it is used: `runs`, `base`, `builds`. */
export function imageItem(reference: string, type: string, file: string, line: number): Infrastructure {
  const { tag, digest } = imageVersion(reference)
  const store = storeOfImage(reference)
  return {
    kind: 'image',
    name: imageName(reference),
    type,
    provider: 'docker',
    file,
    line,
    attributes: {
      ...(tag ? { tag } : {}),
      ...(digest ? { digest } : {}),
      pinned: String(digest !== undefined),
      ...(store ? { engine: store.engine } : {}),
    },
  }
}
