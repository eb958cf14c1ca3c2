import { statfs } from 'node:fs/promises'
import { totalmem } from 'node:os'

const MB = 2 ** 20

/** Settings of the embedded server, given on its command line at every start, so that they follow the version. */
export async function serverSettings(memory: number = totalmem()): Promise<Record<string, string>> {
  const shared = Math.round(Math.min(Math.max(memory / 16 / MB, 128), 2048))
  return {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '100',
    shared_buffers: `${shared}MB`,
    effective_cache_size: `${Math.round(memory / 2 / MB)}MB`,
    work_mem: '64MB',
    maintenance_work_mem: '256MB',
    // Imports come in bursts: fewer, wider checkpoints write each page once.
    max_wal_size: '4GB',
    checkpoint_timeout: '15min',
    random_page_cost: '1.1',
    jit: 'off',
    log_min_messages: 'warning',
    log_checkpoints: 'off',
    ...((await smallSharedMemory()) ? { dynamic_shared_memory_type: 'mmap' } : {}),
  }
}

/** Containers often have a 64 MB /dev/shm, in which parallel queries fail. */
async function smallSharedMemory(): Promise<boolean> {
  const shm = await statfs('/dev/shm').catch(() => undefined)
  return !!shm && shm.blocks * shm.bsize < 1024 * MB
}
