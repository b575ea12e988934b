// An entry's file of an export: the act, what the log says of it, and where the proof leads.
import { sha256 } from '@noble/hashes/sha2.js'
import { hex, unhex, utf8 } from '../base/bytes'
import { canonical } from '../base/canonical'
import type { Json } from '../base/canonical'
import { intOf, isObject, member, textOf } from '../seal/strict'
import type { JsonObject } from '../seal/strict'
import type { Archive, Manifest } from './archive'
import { commitmentOf, inclusionHolds, leafOf, proofOf } from './merkle'
import type { Checkpoint } from './note'
import { bad } from './steps'

const MOMENT_MAX = 253402300799999
export interface Entry { file: string; kind: string; object: string; party: string | undefined; /** null: withheld */ act: JsonObject | null; digests: JsonObject; place: number; at: number }

export function digestOf(e: Entry, name: string): string | undefined { return textOf(e.digests, name) }
export function sha256Hex(what: Uint8Array | string): string { return hex(sha256(typeof what === 'string' ? utf8(what) : what)) }
export function holds(e: Entry, name: string, what: Uint8Array | string): boolean { return digestOf(e, name) === sha256Hex(what) }
/** That the entry's digest of that name is the one of these bytes. */
export function mustHold(e: Entry, name: string, what: Uint8Array | string): void {
  if (!holds(e, name, what)) bad(e.file, `其摘要 ${name} 是别的内容的`, `its digest "${name}" is of something else`)
}

function take(file: string, o: Json, m: Manifest): Entry {
  const entry = member(o, 'entry'), act = member(o, 'act'), digests = member(entry, 'digests')
  const place = intOf(o, 'place') ?? -1, at = intOf(entry, 'at') ?? -1
  if (!isObject(o) || Object.keys(o).length !== 5 || (act !== null && !isObject(act)) || !isObject(digests))
    bad(file, '记录文件应有 act、entry、place、proof、salt', 'an entry’s file has act, entry, place, proof and salt')
  if (intOf(entry, 'v') !== 1 || member(entry, 'party') === undefined || at < 0 || at > MOMENT_MAX) bad(file, '记录不是第 1 版', 'its entry is not of version 1')
  if (textOf(entry, 'centre') !== m.centre || (member(entry, 'practice') === true) !== m.practice) bad(file, '记录是另一个中心的', 'its entry is of another centre')
  if (place < 0 || `entries/${String(place).padStart(8, '0')}.json` !== file) bad(file, '位置与文件名不符', 'its place is not the one that it is named by')
  return { file, kind: textOf(entry, 'kind') ?? '', object: textOf(entry, 'object') ?? '', party: textOf(entry, 'party'), act, digests, place, at }
}

/** Reads one entry and checks act, commitment and proof. */
async function checkEntry(a: Archive, file: string, m: Manifest, cp: Checkpoint): Promise<Entry> {
  const o = await a.json(file), e = take(file, o, m)
  if (e.act !== null) {
    mustHold(e, 'act', canonical(e.act))
    if ((textOf(e.act.actor, 'party') ?? '') !== (e.party ?? '')) bad(file, '记录的主体与所办之事的主体不同', 'its entry names another party than its act')
  }
  const salt = unhex(textOf(o, 'salt') ?? 'x'), proof = proofOf(member(o, 'proof'))
  if (salt?.length !== 32 || !proof) bad(file, '盐或者证明的格式不对', 'its salt or proof is malformed')
  const leaf = leafOf(commitmentOf(salt, canonical(member(o, 'entry')!)))
  if (!inclusionHolds(BigInt(e.place), cp.size, leaf, cp.root, proof))
    bad(file, `它不在检查点之树的位置 ${e.place} 上`, `it does not stand at place ${e.place} of the checkpoint’s tree`)
  return e
}

/** All entries, in the order of the log. */
export async function checkEntries(a: Archive, m: Manifest, cp: Checkpoint, progress?: (done: number, total: number) => void): Promise<Entry[]> {
  const files = a.zip.files.filter((f) => f.name.startsWith('entries/')), out: Entry[] = []
  for (const f of files) {
    const e = await checkEntry(a, f.name, m, cp), before = out.at(-1)
    if (before && before.place >= e.place) bad(f.name, '位置没有在前一条之后', 'its place is not behind the one before it')
    out.push(e)
    progress?.(out.length, files.length)
  }
  return out
}
