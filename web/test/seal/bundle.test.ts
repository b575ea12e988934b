// The worker stays small and holds no more of a file than a few blocks.
import { gzipSync } from 'node:zlib'
import { resolve } from 'node:path'
import { build } from 'vite'
import { expect, it } from 'vitest'
import { seal } from '../../src/seal/container'
import { pin } from '../../src/seal/pin'

const GZ_MAX = 30 * 1024

it(`the worker is below ${GZ_MAX} bytes gzipped`, async () => {
  const made = await build({ configFile: false, root: resolve(import.meta.dirname, '../..'), logLevel: 'error',
    build: { write: false, target: 'es2022', lib: { entry: 'src/seal/worker.ts', formats: ['es'] } } })
  const output = (Array.isArray(made) ? made : [made]).flatMap((m) => 'output' in m ? m.output : [])
  // the SM library is loaded where a container is sealed by SM4, and by nobody else
  const bytes = output.filter((o) => !('isDynamicEntry' in o && o.isDynamicEntry)).reduce((n, o) => n + gzipSync('code' in o ? o.code : o.source).length, 0)
  console.info(`worker: ${bytes} bytes gzipped`)
  expect(output.length).toBeGreaterThan(1)
  expect(bytes).toBeGreaterThan(2000)
  expect(bytes).toBeLessThan(GZ_MAX)
})

it('a file of 200 MB is sealed in a small memory', async () => {
  // a file whose bytes are made when read, as the disk gives them
  let most = 0, reads = 0
  const size = 200_000_000
  const file = Object.assign(new Blob(), {}) as Blob
  Object.defineProperty(file, 'size', { value: size })
  file.slice = (from = 0, to = size) => {
    const n = to - from
    most = Math.max(most, n)
    if (++reads % 32 === 0) peak = Math.max(peak, process.memoryUsage().rss)
    return { arrayBuffer: async () => new ArrayBuffer(n) } as Blob
  }
  const before = process.memoryUsage().rss
  let peak = before
  const s = await seal({ centre: '91350100M000100Y43', lot: '01HENG0000000000000000000A', party: '01HENGPARTY000000000000001', part: 'documents' },
    { key: new Uint8Array(32), nonce: new Uint8Array(7) }, file)
  const began = performance.now(), p = await pin(s)
  console.info(`200 MB: ${Math.round(performance.now() - began)} ms, ${Math.round((peak - before) / 1e6)} MB more`)
  expect(p.chunks).toHaveLength(65)
  expect(most).toBeLessThanOrEqual(1 << 20)
  expect(peak - before).toBeLessThan(250_000_000)
}, 120_000)
