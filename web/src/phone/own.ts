// The key of this phone: made here, never told to anybody, kept in this browser's database beside its certificate.
import { base64, hex, unbase64 } from '../base/bytes'
import { readCertificate } from '../base/certificate'
import type { Certificate } from '../base/certificate'
import { serverNow } from '../base/time'
import { ECDSA } from './pkcs10'

export interface Own { keys: CryptoKeyPair; name: string; code: string; /** ms */ made: number; /** DER, base64; null: none yet */ certificate: string | null }

const DATABASE = 'heng.phone', STORE = 'own', ONLY = 'key'
function opened(): Promise<IDBDatabase> {
  return new Promise((done, failed) => {
    const ask = indexedDB.open(DATABASE, 1)
    ask.onupgradeneeded = () => { ask.result.createObjectStore(STORE) }
    ask.onsuccess = () => { done(ask.result) }
    ask.onerror = () => { failed(ask.error ?? new Error(DATABASE)) }
  })
}
/** One request in a transaction of its own, which is on disk when this is over. */
async function within<T>(mode: IDBTransactionMode, run: (s: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const db = await opened()
  try {
    return await new Promise<T>((done, failed) => {
      const all = db.transaction(STORE, mode), ask = run(all.objectStore(STORE))
      all.oncomplete = () => { done(ask.result) }
      all.onabort = all.onerror = () => { failed(all.error ?? new Error(STORE)) }
    })
  } finally { db.close() }
}
/** null: none was made here. */
export async function own(): Promise<Own | null> { return (await within<Own | undefined>('readonly', (s) => s.get(ONLY))) ?? null }
async function kept(o: Own): Promise<Own> {
  await within('readwrite', (s) => s.put(o, ONLY))
  return o
}
export async function makeOwn(name: string, code: string): Promise<Own> {
  const keys = await crypto.subtle.generateKey(ECDSA, false, ['sign', 'verify'])
  await navigator.storage?.persist?.().catch(() => false) // that the browser does not throw it away when it wants room
  return kept({ keys, name, code, made: serverNow(), certificate: null })
}
export function forgetOwn(): Promise<undefined> { return within('readwrite', (s) => s.delete(ONLY)) }

export type Misfit = 'none' | 'key' | 'use'
/** What a certificate says that was issued for this key; or why it is none: no certificate, another key, not to sign by. */
export async function fits(o: Own, der: Uint8Array<ArrayBuffer>): Promise<Certificate | Misfit> {
  const of = readCertificate(der)
  if (!of) return 'none'
  const spki = new Uint8Array(await crypto.subtle.exportKey('spki', o.keys.publicKey))
  return hex(of.spki) !== hex(spki) ? 'key' : of.signs ? of : 'use'
}
export function takeCertificate(o: Own, der: Uint8Array<ArrayBuffer>): Promise<Own> { return kept({ ...o, certificate: base64(der) }) }
export function certificateOf(o: Own): Certificate | null {
  const der = o.certificate === null ? null : unbase64(o.certificate)
  return der && readCertificate(der)
}
