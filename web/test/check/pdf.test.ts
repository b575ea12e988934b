// What the page says of a PDF's signatures is what heng stamp check says, however the file was changed on the way.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { concat, utf8 } from '../../src/base/bytes'
import { pdfSignatures } from '../../src/check/pdf'
import { heng, run } from '../heng'
import { plainPdf } from './pdf'

const CODE = '91510700205412308D', FLIPS = 60

describe.skipIf(!heng)('a stamped PDF', () => {
  let dir = ''
  const at = (f: string) => join(dir, f), read = (f: string) => new Uint8Array(readFileSync(at(f)))
  /** Stamps a file by that kind of key. */
  const stamp = (from: string, kind: string, to: string) => expect(run('stamp', 'sign', at(from), '--pdf', '--at', '100,40', '--stamp', at(`${kind}.esl`), at(`${kind}/sign.pem`), at(`${kind}/sign.key`), at(to)).err).toBe('')
  /** Whether all of it holds and nothing came behind; the same here and there. Of the form of a signature itself the page takes less. */
  async function holds(b: Uint8Array, what: string, strictly = true): Promise<boolean> {
    writeFileSync(at('tried.pdf'), b)
    const there = run('stamp', 'check', at('tried.pdf')), here = await pdfSignatures(b)
    const all = here.length > 0 && here.every((s) => s.by && !s.stale) && here.at(-1)!.covered === b.length
    if (strictly || all) expect(all, `${what}: ${there.out}`).toBe(there.status === 0)
    return all
  }
  beforeAll(() => {
    dir = mkdtempSync(join(tmpdir(), 'heng-pdf-'))
    expect(run('ca', 'make', at('ca')).err).toBe('')
    writeFileSync(at('plain.pdf'), plainPdf())
    for (const kind of ['rsa', 'p256']) {
      expect(run('ca', 'issue', at('ca'), kind, at(kind), '--name', '某建设有限公司', '--code', CODE).err).toBe('')
      expect(run('stamp', 'make', '--maker', at(`${kind}/sign.pem`), at(`${kind}/sign.key`), '--name', '某建设有限公司', '--for', at(`${kind}/sign.pem`), '--until', '2099-01-01T00:00:00Z', at(`${kind}.esl`)).err).toBe('')
      stamp('plain.pdf', kind, `${kind}.pdf`)
    }
    stamp('rsa.pdf', 'p256', 'two.pdf')
  }, 60_000)
  afterAll(() => { rmSync(dir, { recursive: true, force: true }) })

  it('holds, by whose certificate, over what', async () => {
    expect(await pdfSignatures(read('plain.pdf'))).toEqual([])
    for (const kind of ['rsa', 'p256']) {
      const b = read(`${kind}.pdf`), [s, ...more] = await pdfSignatures(b)
      expect([more.length, s!.by?.kind, s!.by?.name, s!.by?.code, s!.covered, s!.timestamp]).toEqual([0, kind, '某建设有限公司', CODE, b.length, null])
      expect(Math.abs(s!.said - Date.now())).toBeLessThan(120_000)
      expect(await holds(b, kind)).toBe(true)
    }
    const two = read('two.pdf'), found = await pdfSignatures(two)
    expect(found.map((s) => [s.by?.kind, s.covered])).toEqual([['rsa', read('rsa.pdf').length], ['p256', two.length]])
    expect(await holds(two, 'two')).toBe(true)
  })
  it('does not hold where it was changed', async () => {
    const b = read('p256.pdf'), [s] = await pdfSignatures(b)
    for (let i = 0; i < FLIPS; i++) {
      // every third change lies in the signature itself
      const place = i % 3 ? (i * 7919) % b.length : s!.from + 1 + (i * 53) % 1800, changed = Uint8Array.from(b)
      changed[place]! ^= 1 << (i % 8)
      const own = place > s!.from && place < s!.to - 1, held = await holds(changed, `byte ${place}`, !own)
      if (!own) expect(held, `byte ${place}`).toBe(false)
    }
    // an update that nobody signed
    const end = new TextDecoder('latin1').decode(b.subarray(-60)), more = concat(b, utf8(`% more\n${end.slice(end.indexOf('startxref'))}`))
    expect(await holds(more, 'more behind it')).toBe(false)
    expect((await pdfSignatures(more))[0]).toMatchObject({ covered: b.length, by: { kind: 'p256' } })
  }, 60_000)
  it('has a timestamp over its signature', async () => {
    expect(run('ca', 'issue', at('ca'), 'p256', at('tsa'), '--name', '时间戳', '--timestamps').err).toBe('')
    const imprint = /imprint would be ([0-9a-f]{64})/.exec(run('stamp', 'check', at('rsa.pdf')).out)![1]!
    const openssl = (...args: string[]) => expect(spawnSync('openssl', args, { encoding: 'utf8' }).status).toBe(0)
    writeFileSync(at('config'), `[tsa]\ndefault_tsa=t\n[t]\nserial=${at('serial')}\ndefault_policy=1.2.3.4\ndigests=sha256\nsigner_digest=sha256\n`)
    writeFileSync(at('serial'), '01')
    openssl('ts', '-query', '-digest', imprint, '-sha256', '-cert', '-out', at('query'))
    openssl('ts', '-reply', '-config', at('config'), '-queryfile', at('query'), '-signer', at('tsa/sign.pem'), '-inkey', at('tsa/sign.key'), '-token_out', '-out', at('token'))
    expect(run('stamp', 'timestamp', at('rsa.pdf'), at('token'), at('timed.pdf')).err).toBe('')
    const [s] = await pdfSignatures(read('timed.pdf'))
    expect(Math.abs(s!.timestamp!.at - Date.now())).toBeLessThan(120_000)
    expect(s!.timestamp!.by.name).toBe('时间戳')
    expect(await holds(read('timed.pdf'), 'with a timestamp')).toBe(true)
    expect(run('stamp', 'timestamp', at('two.pdf'), at('token'), at('other.pdf')).err).toContain('BAD_TIMESTAMP')
  })
})
