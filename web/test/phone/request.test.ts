// The phone's side: a request for a certificate that others read, and signing requests of which nothing is shown unless all holds.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sha256 } from '@noble/hashes/sha2.js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { base64, concat, hex, utf8 } from '../../src/base/bytes'
import { canonical } from '../../src/base/canonical'
import type { Json } from '../../src/base/canonical'
import type { LogKeys } from '../../src/custody/keys'
import { certificateRequest, ECDSA, pemText } from '../../src/phone/pkcs10'
import { Mismatch, readAsked } from '../../src/phone/request'
import { heng, run } from '../heng'

const WHO = { name: '绵阳建设有限公司', code: '91510700205412308D' }
describe('a certificate request', () => {
  const dir = mkdtempSync(join(tmpdir(), 'heng-phone-')), file = (name: string) => join(dir, name)
  const openssl = (...args: string[]) => spawnSync('openssl', args, { encoding: 'utf8' })
  afterAll(() => { rmSync(dir, { recursive: true, force: true }) })
  it('is signed by its key and says whose it is', async () => {
    for (let i = 0; i < 20; i++) { // a signature's numbers are of different lengths
      const keys = await crypto.subtle.generateKey(ECDSA, false, ['sign', 'verify'])
      writeFileSync(file('csr'), pemText('CERTIFICATE REQUEST', await certificateRequest(WHO, keys)))
      expect(openssl('req', '-in', file('csr'), '-verify', '-noout').stderr).toMatch(/verify OK/)
    }
    const shown = openssl('req', '-in', file('csr'), '-noout', '-subject', '-nameopt', 'utf8').stdout
    expect(shown).toMatch(new RegExp(`CN ?= ?${WHO.name}, organizationIdentifier ?= ?${WHO.code}$`, 'm'))
  })
  it.skipIf(!heng)('gets a certificate of heng ca', async () => {
    const keys = await crypto.subtle.generateKey(ECDSA, false, ['sign', 'verify'])
    writeFileSync(file('csr'), pemText('CERTIFICATE REQUEST', await certificateRequest(WHO, keys)))
    expect(run('ca', 'make', file('ca')).err).toBe('')
    expect(run('ca', 'issue', file('ca'), 'p256', file('out'), '--request', file('csr'), '--name', WHO.name, '--code', WHO.code).err).toBe('')
    const spki = base64(new Uint8Array(await crypto.subtle.exportKey('spki', keys.publicKey)))
    expect(openssl('x509', '-in', join(file('out'), 'sign.pem'), '-noout', '-pubkey').stdout.split('\n').slice(1, -2).join('')).toBe(spki)
  })
})

describe('a signing request', () => {
  const LOG = 'heng.test/log', here = { centre: WHO.code, origin: 'https://a.example', now: Date.parse('2026-03-01T12:00:00.000Z') }, until = '2026-03-01T12:02:00.000Z', nonce = '0'.repeat(64)
  const statement = { centre: here.centre, expires: until, nonce, object: 'LOT', origin: here.origin, party: 'PARTY', purpose: 'bid', shown: { form: 'ab' }, v: 1 }
  const signIn = { centre: here.centre, expires: until, nonce, origin: here.origin, purpose: 'sign-in', v: 1 }
  const request = (text: string, more: Record<string, Json> = {}) => ({ centre: here.centre, expires: until, id: '0'.repeat(32), name: '示例中心', origin: here.origin, text, ...more })
  let pair: CryptoKeyPair, id: Uint8Array<ArrayBuffer>, keys: LogKeys
  beforeAll(async () => {
    pair = await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify']) as CryptoKeyPair
    const typed = concat(Uint8Array.of(1), new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey)))
    id = sha256(concat(utf8(LOG + '\n'), typed)).slice(0, 4)
    keys = { text: `${LOG}+${hex(id)}+${base64(typed)}\n`, since: 1, known: true, other: null }
  })
  async function note(text: string): Promise<string> {
    return `${text}\n— ${LOG} ${base64(concat(id, new Uint8Array(await crypto.subtle.sign('Ed25519', pair.privateKey, utf8(text)))))}\n`
  }
  const noteOf = (o: Json) => note(`heng signing request 1\n${canonical(o)}\n`), act = (more: Record<string, Json> = {}) => noteOf(request(canonical({ ...statement, ...more })))
  async function why(work: Promise<unknown>): Promise<string> { try { await work; return '' } catch (e) { if (e instanceof Mismatch) return e.en; throw e } }

  it('that holds says what is signed', async () => {
    expect(await readAsked(await act(), keys, here)).toMatchObject({ centre: here.centre, name: '示例中心', text: canonical(statement), says: { purpose: 'bid', object: 'LOT', party: 'PARTY', shown: { form: 'ab' } } })
    expect((await readAsked(await noteOf(request(canonical(signIn))), keys, here)).says).toEqual({ purpose: 'sign-in', expires: Date.parse(until) })
  })
  it.each<[string, RegExp, () => Promise<string>]>([
    ['a changed note', /does not hold/, async () => (await act()).replace('PARTY', 'OTHER')],
    ['no note', /empty line/, () => Promise.resolve('x')],
    ['another text', /no signing request/, () => note('heng trust list 1\n{}\n')],
    ['more lines', /no signing request/, () => note(`heng signing request 1\n${canonical(request(canonical(statement)))}\nmore\n`)],
    ['more members', /says more/, () => noteOf(request(canonical(statement), { also: '1' }))],
    ['another centre', /this page is/, () => noteOf(request(canonical(statement), { centre: '914403001922038216' }))],
    ['another address', /this page is/, () => noteOf(request(canonical(statement), { origin: 'https://b.example' }))],
    ['one that is over', /it is over/, () => noteOf(request(canonical(statement), { expires: '2026-03-01T12:00:00.000Z' }))],
    ['a text that is none', /no JSON object/, () => noteOf(request('pay 100'))],
    ['a text that is too long', /too long/, () => noteOf(request('x'.repeat(4001)))],
    ['a statement that is not canonical', /not canonical/, () => noteOf(request(JSON.stringify(Object.fromEntries(Object.entries(signIn).reverse()))))],
    ['a statement that says more', /says more/, () => act({ also: '1' })],
    ['a sign-in that is an act', /says more/, () => act({ purpose: 'sign-in' })],
    ['an unknown purpose', /unknown purpose/, () => act({ purpose: 'payment' })],
    ['a purpose of every object', /unknown purpose/, () => act({ purpose: 'toString' })],
    ['a statement for another address', /another centre or address/, () => act({ origin: 'https://b.example' })],
    ['a statement for another centre', /another centre or address/, () => act({ centre: '914403001922038216' })],
    ['a statement that is over', /is over/, () => act({ expires: '2026-03-01T11:00:00.000Z' })],
    ['a statement without digests', /no digests/, () => act({ shown: [] })],
  ])('is not shown: %s', async (_, said, made) => { expect(await why(readAsked(await made(), keys, here))).toMatch(said) })
  it('is not shown where the log has other keys now, or its kept ones have not signed', async () => {
    expect(await why(readAsked(await act(), { ...keys, other: 'x' }, here))).toMatch(/other keys/)
    const more = await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify']) as CryptoKeyPair, typed = concat(Uint8Array.of(1), new Uint8Array(await crypto.subtle.exportKey('raw', more.publicKey)))
    expect(await why(readAsked(await act(), { ...keys, text: `${LOG}+${hex(sha256(concat(utf8(LOG + '\n'), typed)).slice(0, 4))}+${base64(typed)}\n` }, here))).toMatch(/no Ed25519 signature/)
  })
})
