// Who keeps the keys of a tender's bids beside who bids, as its announcement says, and a secret that is shared out to them.
import { sha256 } from '@noble/hashes/sha2.js'
import { hex, unbase64 } from '../base/bytes'
import { readCertificate } from '../base/certificate'
import { t } from '../base/lang'
import { newSecret } from '../seal/container'
import type { Binding, Secret, Shared } from '../seal/container'
import { shareOut } from '../seal/custody'
import { SHARES_LEAST, SHARES_MAX, SM4 } from '../seal/header'

/** Any `threshold` of them open a bid together; certificate: DER, base64. */
export interface Keeping { threshold: number; custodians: { certificate: string; party: string }[] }
/** null: nobody does. */
export function keepingOf(tender: object): Keeping | null { return (tender as { custody?: Keeping | null }).custody ?? null }

const der = (certificate: string): Uint8Array<ArrayBuffer> => unbase64(certificate) ?? new Uint8Array()
/** Whether it is one that can be sealed for, certificates included. */
export function isKeeping(v: unknown): v is Keeping {
  const k = v as Keeping
  return typeof k === 'object' && k !== null && Number.isInteger(k.threshold) && k.threshold >= SHARES_LEAST &&
    Array.isArray(k.custodians) && k.custodians.length >= k.threshold && k.custodians.length <= SHARES_MAX &&
    k.custodians.every((c) => typeof c?.certificate === 'string' && typeof c.party === 'string' && readCertificate(der(c.certificate))?.seals)
}
/** So much of a digest tells certificates apart. */
export const DIGEST_SHOWN = 32
/** A custodian by what its own certificate says; '' where it says nothing. */
export interface Keeper { name: string; code: string; /** SHA-256 of the certificate, hex */ digest: string }
export function keepersOf(k: Keeping): Keeper[] {
  return k.custodians.map(({ certificate }) => {
    const bytes = der(certificate), x = readCertificate(bytes)
    return { name: x?.name ?? '', code: x?.code ?? '', digest: hex(sha256(bytes)) }
  })
}
const COUNTED = ['', '一', '两', '三', '四', '五', '六', '七']
/** In one line: "甲、乙、丙，三位中任意两位". */
export function keepingText(k: Keeping): string {
  const names = keepersOf(k).map((c) => c.name || c.digest.slice(0, DIGEST_SHOWN)), n = names.length, some = k.threshold
  return t(`${names.join('、')}，${some === n ? `${COUNTED[n]}位共同` : `${COUNTED[n]}位中任意${COUNTED[some]}位`}`, `${some === n ? `all ${n}` : `any ${some}`} of ${names.join(', ')}`)
}
/** Whether what is shared out is shared to these, in this order: nobody else has the key together. */
export function isKeptBy({ custody }: Shared, k: Keeping | null): boolean {
  return JSON.stringify(custody ? [custody.k, custody.shares.map((s) => s.certificate)] : null) === JSON.stringify(k && [k.threshold, keepersOf(k).map((c) => c.digest)])
}
/** For one content: a new key, with its shares where custodians keep it, too; sm: by SM4 and SM3, as who signs by SM2 seals. */
export async function newSecretFor({ centre, lot, party, part }: Binding, k: Keeping | null, sm = false): Promise<Secret> {
  const secret: Secret = { ...newSecret(), ...(sm ? { cipher: SM4 } : {}) }
  if (!k) return secret
  const to = { threshold: k.threshold, custodians: k.custodians.map((c) => der(c.certificate)), recipients: [] }
  return { ...secret, ...await shareOut({ centre, lot, party, part }, secret.key, to) }
}
