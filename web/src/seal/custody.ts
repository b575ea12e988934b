// Who can open a container beside who made it: shares of its key, each wrapped for a certificate, in the header.
import { sha256 } from '@noble/hashes/sha2.js'
import { base64, concat, hex, unbase64, utf8 } from '../base/bytes'
import { canonical } from '../base/canonical'
import { SealFault } from './fault'
import { commit, KEY_BYTES, RECIPIENTS_MAX, sameBytes, SHARES_LEAST, SHARES_MAX, wrongMember } from './header'
import type { Binding, Header, Shared } from './header'
import { combineShares, makeShare, SHARE_BYTES, SHARE_LABEL } from './share'
import { unwrap, wrap } from './wrap'

type Bytes = Uint8Array<ArrayBuffer>
/** What ties a share to its container. */
type Place = Binding & Pick<Header, 'commitment'>
/** For whom a key is wrapped: certificates, DER. */
export interface For { threshold: number; custodians: Uint8Array[]; recipients: Uint8Array[] }
const digest = (b: Uint8Array): string => hex(sha256(b))

function contextOf({ centre, commitment, lot, part, party }: Place): Uint8Array {
  return sha256(concat(utf8(SHARE_LABEL), utf8(canonical({ centre, commitment: hex(commitment), lot, part, party }))))
}

/** The members of the header that share out a key. Wrapping is random: each call makes others. BAD_FIELD, BAD_CERTIFICATE, CERT_USE. */
export async function shareOut(binding: Binding, key: Uint8Array, to: For): Promise<Shared> {
  const wrong = wrongMember(binding), { threshold, custodians, recipients } = to, n = custodians.length
  if (wrong) throw new SealFault('BAD_FIELD', `不能为这样的 ${wrong} 密封`, `No container can be made for this ${wrong}`)
  if (n > SHARES_MAX || recipients.length > RECIPIENTS_MAX || (n > 0 && !(Number.isInteger(threshold) && threshold >= SHARES_LEAST && threshold <= n)) ||
      [custodians, recipients].some((all) => new Set(all.map(digest)).size < all.length))
    throw new SealFault('BAD_FIELD', `${n} 位保管人中的 ${threshold} 位：应为 ${SHARES_LEAST} 至 ${SHARES_MAX} 位，证书各不相同；接收人最多 ${RECIPIENTS_MAX} 个`,
      `${threshold} of ${n} custodians: ${SHARES_LEAST} to ${SHARES_MAX}, each of another certificate; at most ${RECIPIENTS_MAX} recipients`)
  const context = contextOf({ ...binding, commitment: commit(key) }), k = n > 0 ? threshold : SHARES_LEAST
  async function wrapped(certificate: Uint8Array, number: number) {
    const share = makeShare(key, context, k, number)
    try {
      return { certificate: digest(certificate), digest: digest(share), wrapped: base64(await wrap(certificate, share)) }
    } finally { share.fill(0) }
  }
  const shares = await Promise.all(custodians.map((c, i) => wrapped(c, i + 1)))
  const alone = (await Promise.all(recipients.map((c) => wrapped(c, 0)))).map(({ certificate, wrapped }) => ({ certificate, wrapped }))
  return { ...(n > 0 ? { custody: { k, shares } } : {}), ...(alone.length ? { recipients: alone } : {}) }
}

function bad(zh: string, en: string): SealFault { return new SealFault('BAD_SHARE', zh, en) }

function checkContext(h: Header, share: Uint8Array): void {
  if (share.length !== SHARE_BYTES || !sameBytes(share.subarray(1 + KEY_BYTES), contextOf(h)))
    throw bad('这是另一份密封文件的份额', 'It is a share of another container')
}
/** Whether a custodian's share is the one that the header names for its number. */
export function checkShare(h: Header, share: Uint8Array): void {
  const number = share[0] ?? 0, shares = h.custody?.shares ?? [], named = shares[number - 1]
  if (!named) throw bad(`没有第 ${number} 份，共 ${shares.length} 份`, `Share ${number} of ${shares.length}`)
  checkContext(h, share)
  if (digest(share) !== named.digest) throw bad(`第 ${number} 份不是密封文件所写的那一份`, `Share ${number} is not the one that the container names`)
}
/** A recipient has the key itself, which the commitment tells. */
function checkAlone(h: Header, share: Uint8Array): void {
  checkContext(h, share)
  if (share[0] !== 0 || !sameBytes(commit(share.subarray(1, 1 + KEY_BYTES)), h.commitment))
    throw bad('它不是密封时所承诺的密钥', 'It is not the key that the container commits to')
}

/** The share that this header has for that certificate, by its key (PKCS #8): share 0, the key itself, of a recipient.
 * NOT_FOUND: there is none for it; BAD_SHARE; BAD_CERTIFICATE. */
export async function openShare(h: Header, privateKey: Bytes, certificate: Uint8Array): Promise<Bytes> {
  const of = digest(certificate), shares = h.custody?.shares ?? [], i = shares.findIndex((s) => s.certificate === of)
  const found = shares[i] ?? h.recipients?.find((r) => r.certificate === of)
  if (!found) throw new SealFault('NOT_FOUND', '这份密封文件没有给这张证书的份额', 'No share is wrapped for this certificate')
  const share = await unwrap(privateKey, certificate, unbase64(found.wrapped)!)
  if (share.length !== SHARE_BYTES || share[0] !== i + 1) throw bad('其中的内容不是它的份额', 'What is wrapped is not its share')
  if (i >= 0) checkShare(h, share)
  else checkAlone(h, share)
  return share
}

/** The key that these checked shares give. BAD_SHARE: fewer than needed, or one twice; BAD_KEY: whoever sealed has shared another key. */
export function keyOfShares(h: Header, shares: Uint8Array[]): Bytes {
  const k = h.custody?.k, key = k === undefined ? null : combineShares(shares, k)
  if (!key) throw bad(`需要 ${k ?? 0} 份不同的份额`, `${k ?? 0} different shares are needed`)
  if (!sameBytes(commit(key), h.commitment)) throw new SealFault('BAD_KEY', '份额合成的不是密封时所承诺的密钥', 'The shares give another key than the container’s')
  return key
}

/** Whether the shares that are named are those of that key: so whoever opens it, by whichever shares, finds the same. */
export function sharesHold(h: Place & Shared, key: Uint8Array): boolean {
  const context = contextOf(h), k = h.custody?.k ?? SHARES_LEAST
  return (h.custody?.shares ?? []).every((s, i) => digest(makeShare(key, context, k, i + 1)) === s.digest)
}
