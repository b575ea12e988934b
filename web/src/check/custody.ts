// Who keeps the keys of bids beside who bids, as the announcement says: src/trade/custody does the same.
import { sha256 } from '@noble/hashes/sha2.js'
import { hex, unbase64, utf8 } from '../base/bytes'
import type { Header } from '../seal/header'
import { intOf, listOf, textOf } from '../seal/strict'
import { parse } from './archive'
import type { Course } from './course'

interface Custody { threshold: number; /** in the order of their shares */ parties: string[]; certificates: string[] }
function read(k: Course): Custody {
  if (k.announced.custody === undefined) return { threshold: 0, parties: [], certificates: [] }
  const o = parse(utf8(k.announced.custody), k.e.file), all = listOf(o, 'custodians')
  return { threshold: intOf(o, 'threshold') ?? 0, parties: all.map((c) => textOf(c, 'party') ?? ''),
    certificates: all.map((c) => hex(sha256(unbase64(textOf(c, 'certificate') ?? '') ?? new Uint8Array()))) }
}
/** Whether a container shares its key among them, and among nobody else. */
export function custodyFits(k: Course, h: Header): boolean {
  const want = read(k), has = h.custody
  return (has?.k ?? 0) === want.threshold && (has?.shares.length ?? 0) === want.certificates.length &&
    want.certificates.every((c, i) => has!.shares[i]!.certificate === c)
}
/** The number of who acts; 0: keeps no share. */
export const numberOf = (k: Course): number => read(k).parties.indexOf(k.e.party ?? '') + 1
