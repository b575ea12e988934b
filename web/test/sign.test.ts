// A practice key in the browser: what it signs holds for openssl, as what heng issues is read here.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hex, unbase64, unhex } from '../src/base/bytes'
import { ecdsaDer, items } from '../src/base/der'
import { KeyFault, readSigner } from '../src/sign/key'
import { heng, run } from './heng'

describe('DER', () => {
  it('is read in its shortest form only', () => {
    expect(items(unhex('020101040100')!)!.map((t) => [t.tag, hex(t.body)])).toEqual([[2, '01'], [4, '00']])
    for (const bad of ['02', '0202ff', '02810101', '0280', '1f0101', '028500000000010a', '0282000101']) expect(items(unhex(bad)!), bad).toBeNull()
  })
  it('writes a signature as two integers', () => {
    expect(hex(ecdsaDer(unhex('00017f80')!))).toBe('300702010102027f80')
    expect(hex(ecdsaDer(unhex('80000000')!))).toBe('300802030080000201' + '00')
  })
})
/** How long the signature is that a SignedData ends with. */
const lastOctets = (der: Uint8Array): number => {
  const whole = items(items(items(items(der)![0]!.body)![1]!.body)![0]!.body)!
  return items(items(whole.at(-1)!.body)![0]!.body)!.at(-1)!.body.length
}
describe.skipIf(!heng)('a key that heng ca issued', () => {
  let dir = ''
  beforeAll(() => {
    dir = mkdtempSync(join(tmpdir(), 'heng-sign-'))
    expect(run('ca', 'make', join(dir, 'ca')).err).toBe('')
  }, 60_000)
  afterAll(() => { rmSync(dir, { recursive: true, force: true }) })
  const file = (...path: string[]) => readFileSync(join(dir, ...path), 'utf8')
  it.each(['rsa', 'p256', 'sm2'] as const)('signs: %s', async (kind) => {
    expect(run('ca', 'issue', join(dir, 'ca'), kind, join(dir, kind), '--name', '某公司', '--code', '91510700205412308D').err).toBe('')
    const signer = await readSigner([file(kind, 'sign.pem'), file(kind, 'sign.key')]), text = '{"purpose":"sign-in","v":1}'
    expect(signer.kind).toBe(kind)
    writeFileSync(join(dir, 'text'), text)
    writeFileSync(join(dir, 'signature'), unbase64(await signer.sign(text))!)
    expect(run('sign', '--check', join(dir, 'signature'), join(dir, 'text')).out).toContain(`${kind} 91510700205412308D 某公司`)
    writeFileSync(join(dir, 'other'), text + ' ')
    expect(run('sign', '--check', join(dir, 'signature'), join(dir, 'other')).err).not.toBe('')
    // OpenSSL's command line reads no SignedData of SM2: the signature inside, by its key, over SM3
    const cms = ['cms', '-verify', '-binary', '-noverify', '-inform', 'DER', '-in', 'signature', '-content', 'text', '-out', 'shown']
    spawnSync('sh', ['-c', `openssl x509 -in ${kind}/sign.pem -pubkey -noout > public.pem; tail -c ${lastOctets(readFileSync(join(dir, 'signature')))} signature > bare`], { cwd: dir, encoding: 'utf8' })
    const verify = kind === 'sm2' ? ['dgst', '-sm3', '-verify', 'public.pem', '-sigopt', 'distid:1234567812345678', '-signature', 'bare', 'text'] : cms
    expect(spawnSync('openssl', verify, { cwd: dir, encoding: 'utf8' }).status).toBe(0)
  })
  it('is refused where it is none', async () => {
    for (const texts of [[], ['x'], [file('ca', 'rsa', 'ca.pem')], [file('ca', 'list.keys'), file('ca', 'rsa', 'ca.pem')]]) await expect(readSigner(texts)).rejects.toBeInstanceOf(KeyFault)
    const key = file('rsa', 'sign.key')
    await expect(readSigner([file('rsa', 'sign.pem'), key.slice(0, 200) + key.slice(260)])).rejects.toBeInstanceOf(KeyFault)
  })
})
