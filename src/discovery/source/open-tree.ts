import * as fs from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import git, { type HttpClient } from 'isomorphic-git'
import { AppError } from '../../platform/errors.ts'
import { gitTree, isGitFolder, withoutCredentials } from './git-repository.ts'
import type { SourceTree, TreeLimits } from './source-tree.ts'
import { workingTree } from './working-tree.ts'

export interface OpenOptions {
  /** Branch, tag or commit of a repository; of a working tree only what lies on disk is read. */
  ref?: string
  limits?: TreeLimits
  /** How a repository's address is fetched. */
  http?: HttpClient
}

/**
 * Opens what `discover` was given: a folder, a bare repository, or the `https://` address of one, which is fetched (one commit deep)
 * into a temporary folder. Throws `not_found`, `unreachable`.
 */
export async function openTree(where: string, options: OpenOptions = {}): Promise<SourceTree> {
  if (/^https?:\/\//i.test(where)) return clonedTree(where, options)
  const path = resolve(where.replace(/^file:\/\//i, ''))
  if (isGitFolder(path)) return gitTree(path, options)
  if (options.ref && isGitFolder(join(path, '.git'))) return gitTree(join(path, '.git'), options)
  return workingTree(path, options.limits)
}

async function clonedTree(url: string, options: OpenOptions): Promise<SourceTree> {
  const folder = await mkdtemp(join(tmpdir(), 'stance-clone-'))
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true })
  try {
    const { username, password } = new URL(url)
    const { http = (await import('isomorphic-git/http/node')).default } = options
    await git.clone({
      fs,
      http,
      dir: folder,
      gitdir: folder,
      url: url.replace(/^(https?:\/\/)[^/@]*@/i, '$1'),
      noCheckout: true,
      depth: 50,
      singleBranch: true,
      ...(options.ref ? { ref: options.ref } : {}),
      ...(username
        ? {
            onAuth: () => ({
              username: decodeURIComponent(username),
              password: decodeURIComponent(password),
            }),
          }
        : {}),
    })
    const tree = await gitTree(folder, options)
    const name = withoutCredentials(url).split('/').at(-1) ?? 'repository'
    return { ...tree, where: { ...tree.where, name, origin: withoutCredentials(url) }, close: remove }
  } catch (error) {
    await remove()
    if (error instanceof AppError) throw error
    const reason = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)
    throw new AppError(
      'unreachable',
      502,
      `${withoutCredentials(url)} could not be fetched: ${reason}. Check the address and its credentials, or give a folder.`,
    )
  }
}
