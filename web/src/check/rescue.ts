// Rescues: the shares that custodians released for a bid whose key was lost, and the key that they give.
import { SealFault } from '../seal/fault'
import { checkShare, keyOfShares, sharesHold } from '../seal/custody'
import type { Header, Part } from '../seal/header'
import { given, partHeader, useKey, window } from './bids'
import type { Course, Placed } from './course'
import { numberOf } from './custody'

export function asked(k: Course): void {
  const { b, envelope } = window(k, k.standing(k.e.party))
  if (k.announced.custody === undefined || b.asked.includes(envelope)) k.bad('没有保管人可以请求，或者已经请求过', 'nobody could be asked for this key, or somebody was already')
  b.asked.push(envelope)
}
function takeShare(k: Course, b: Placed, part: Part, h: Header, share: Uint8Array | null): void {
  try { checkShare(h, share ?? new Uint8Array()) } catch (e) {
    if (!(e instanceof SealFault)) throw e
    k.bad(`密钥份额不是密封文件写明的：${e.zh}`, 'its share is not the one that the container names')
  }
  if (share![0] !== numberOf(k)) k.bad('密钥份额属于另一位保管人', 'its share is another custodian’s')
  const before = b.shares[part] ??= []
  if (before.some((s) => s[0] === share![0])) k.bad('这份密钥份额已经交出过', 'its share was there already')
  before.push(share!)
}
/** null: they give none. */
function combined(b: Placed, part: Part, h: Header): Uint8Array<ArrayBuffer> | null {
  try {
    // where one share does not fit no shares open it, so that it matters not which are here
    const key = keyOfShares(h, b.shares[part]!)
    return sharesHold(h, key) ? key : null
  } catch (e) {
    if (e instanceof SealFault) return null
    throw e
  }
}
/** The key is back with the share that makes it so, and with no other. */
export async function share(k: Course): Promise<void> {
  const { b, envelope, wanted } = window(k, k.standing(k.text('party'))), keys: [Part, Uint8Array<ArrayBuffer> | null][] = []
  if (!b.asked.includes(envelope)) k.bad('没有人请求过：缺少记录', 'nobody asked for this share; an entry is missing')
  for (const [part, bytes] of given(k, wanted)) {
    const h = await partHeader(k, b, part)
    takeShare(k, b, part, h, bytes)
    keys.push([part, combined(b, part, h)])
  }
  const enough = keys.every(([, key]) => key !== null)
  if (enough !== (k.e.kind === 'key.rescued')) k.bad(enough ? '密钥份额足以恢复密钥' : '密钥份额不足以恢复密钥', enough ? 'the shares give the key back' : 'the shares do not give the key back')
  if (!enough) return
  for (const [part, key] of keys) await useKey(k, b, part, key)
  k.r.ok(`rescued-${k.e.place}`, { zh: '解密救援', en: 'Rescue' }, { zh: `${k.nameOf(b.party) ?? ''} 的密钥由密钥保管人的份额恢复`, en: `the shares of custodians give the key of ${k.nameOf(b.party) ?? ''}’s bid` })
}
