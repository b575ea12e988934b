// The program that this page must agree with, where it was built.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'

const root = resolve(import.meta.dirname, '../..')
/** Path of the binary; '' where there is none, and then what needs it is skipped. */
export const heng = ['build/heng', 'build-test/heng'].map((p) => resolve(root, p)).find((p) => existsSync(p)) ?? ''
if (!heng) console.warn('heng is not built (./dev build): tests against it are skipped')

export interface Ran { status: number; out: string; err: string }
export function run(...args: string[]): Ran {
  const r = spawnSync(heng, args, { encoding: 'utf8', maxBuffer: 1 << 26 })
  return { status: r.status ?? -1, out: r.stdout, err: r.stderr }
}
