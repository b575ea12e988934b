// People with certificates of the three kinds, which heng issues, and openssl beside the code under test.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pem } from '../../src/sign/key'
import { run } from '../heng'

export const KINDS = ['rsa', 'p256', 'sm2'] as const
export type PersonKind = typeof KINDS[number]
type Bytes = Uint8Array<ArrayBuffer>
/** cert, keyFile: PEM files in the folder */
export interface Person { kind: PersonKind; certificate: Bytes; key: Bytes; cert: string; keyFile: string }
/** shell: a command in their folder; put, take, file: a file of it, and where it is */
export interface People {
  person: (kind: PersonKind, name?: string) => Person
  shell: (command: string) => number
  put: (name: string, b: Uint8Array) => void
  take: (name: string) => Bytes
  file: (name: string) => string
  end: () => void
}

export function people(): People {
  const dir = mkdtempSync(join(tmpdir(), 'heng-people-'))
  let n = 0
  const made = run('ca', 'make', join(dir, 'ca'))
  if (made.status !== 0) throw new Error(made.err)
  function person(kind: PersonKind, name = '某公证处'): Person {
    const own = `p${n++}`, issued = run('ca', 'issue', join(dir, 'ca'), kind, join(dir, own), '--name', name, '--code', '91510700205412308D')
    if (issued.status !== 0) throw new Error(issued.err)
    // Chinese pairs have a certificate of their own to seal
    const part = existsSync(join(dir, own, 'seal.key')) ? 'seal' : 'sign', cert = `${own}/${part}.pem`, keyFile = `${own}/${part}.key`
    return { kind, cert, keyFile, certificate: pem(readFileSync(join(dir, cert), 'utf8'), 'CERTIFICATE')!, key: pem(readFileSync(join(dir, keyFile), 'utf8'), 'PRIVATE KEY')! }
  }
  return { person, end: () => { rmSync(dir, { recursive: true, force: true }) },
    shell: (command) => spawnSync('sh', ['-c', command], { cwd: dir, encoding: 'utf8' }).status ?? -1,
    put: (name, b) => { writeFileSync(join(dir, name), b) },
    take: (name) => new Uint8Array(readFileSync(join(dir, name))),
    file: (name) => join(dir, name) }
}
