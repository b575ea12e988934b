// Takes exports apart, changes them and puts them together again, as one who tampers does: with check
// sums and manifest that fit, and, where the centre itself is dishonest, signed and logged anew.
import { sha256 } from '@noble/hashes/sha2.js'
import { createPrivateKey, sign } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sm2 } from 'sm-crypto-v2'
import { base64, concat, hex, unbase64, unhex, utf8 } from '../../src/base/bytes'
import { canonical } from '../../src/base/canonical'
import type { Json } from '../../src/base/canonical'
import { commitmentOf, leafOf, nodeOf } from '../../src/check/merkle'
import { SM2_ID } from '../../src/check/signature'
import { Zip, centralHeader, crc32, endRecord, localHeader } from '../../src/check/zip'

type Obj = { [k: string]: Json }
const text = (b: Uint8Array) => new TextDecoder().decode(b)

export function zipOf(files: Map<string, Uint8Array>): Uint8Array<ArrayBuffer> {
  const parts: Uint8Array[] = [], directory: Uint8Array[] = []
  let at = 0
  for (const name of [...files.keys()].sort()) {
    const content = files.get(name)!, head = { name, crc: crc32(content), bytes: content.length, at }
    const local = localHeader(head)
    parts.push(local, content)
    directory.push(centralHeader(head))
    at += local.length + content.length
  }
  const all = concat(...directory)
  return concat(...parts, all, endRecord(files.size, all.length, at))
}

/** MTH of RFC 6962. */
function treeHash(leaves: Uint8Array[]): Uint8Array {
  if (leaves.length === 1) return leaves[0]!
  let k = 1
  while (k * 2 < leaves.length) k *= 2
  return nodeOf(treeHash(leaves.slice(0, k)), treeHash(leaves.slice(k)))
}
function path(leaves: Uint8Array[], i: number): Uint8Array[] {
  if (leaves.length === 1) return []
  let k = 1
  while (k * 2 < leaves.length) k *= 2
  return i < k ? [...path(leaves.slice(0, k), i), treeHash(leaves.slice(k))] : [...path(leaves.slice(k), i - k), treeHash(leaves.slice(0, k))]
}

export class Forged {
  private constructor(readonly files: Map<string, Uint8Array>, private readonly keys: string) {}
  static async from(zip: Uint8Array, centre: string): Promise<Forged> {
    const z = await new Zip(zip).open(), files = new Map<string, Uint8Array>()
    for (const f of z.files) files.set(f.name, await z.read(f))
    return new Forged(files, join(centre, 'keys'))
  }
  copy(): Forged { return new Forged(new Map(this.files), this.keys) }
  text(name: string): string { return text(this.files.get(name)!) }
  json(name: string): Obj { return JSON.parse(this.text(name)) as Obj }
  put(name: string, content: string | Json): void { this.files.set(name, utf8(typeof content === 'string' ? content : canonical(content))) }
  names(prefix: string): string[] { return [...this.files.keys()].filter((n) => n.startsWith(prefix)).sort() }
  zip(): Uint8Array<ArrayBuffer> { return zipOf(this.files) }

  /** Signature lines of both keys under a text. */
  private signed(what: string): string {
    const name = this.json('manifest.json').origin as string
    const lines = this.text('keys.txt').trimEnd().split('\n').map((line) => {
      const [, id, key] = line.split('+').length > 3 ? ['', line.slice(name.length + 1, name.length + 9), line.slice(name.length + 10)] : line.split('+') as [string, string, string]
      return { id: unhex(id!)!, sm: unbase64(key!)![0] === 0xff, key: unbase64(key!)! }
    })
    return lines.map((l) => {
      const pem = readFileSync(join(this.keys, l.sm ? 'log-sm2.pem' : 'log-ed25519.pem'), 'utf8')
      const signature = l.sm ? this.sm2(pem, what, hex(l.key.slice(9))) : sign(null, utf8(what), createPrivateKey(pem))
      return `— ${name} ${base64(concat(l.id, signature))}\n`
    }).join('')
  }
  private sm2(pem: string, what: string, key: string): Uint8Array {
    const der = hex(unbase64(pem.replace(/-----[^-]+-----|\s/g, ''))!), at = der.indexOf('0201010420')
    return unhex(sm2.doSignature(utf8(what), der.slice(at + 10, at + 74), { der: true, hash: true, userId: SM2_ID, publicKey: key }))!
  }
  /** Makes the manifest fit; signed: by the centre's keys. */
  fit(signed = false): this {
    const m = this.json('manifest.json')
    m.files = [...this.files.keys()].filter((n) => !n.startsWith('manifest.')).sort().map((n) => `${hex(sha256(this.files.get(n)!))} ${this.files.get(n)!.length} ${n}`)
    this.put('manifest.json', canonical(m) + '\n')
    if (signed) this.put('manifest.sig', this.signed(this.text('manifest.json')))
    return this
  }
  /** Logs all entries anew, acts bound to them: another tree, another checkpoint, another manifest. */
  relog(): this {
    const m = this.json('manifest.json'), leaves: Uint8Array[] = []
    for (let i = 0; i < (m.size as number); i++) leaves.push(sha256(utf8(`leaf ${i}`)))
    for (const name of this.names('entries/')) {
      const o = this.json(name), entry = o.entry as Obj, digests = entry.digests as Obj
      if (o.act !== null) digests.act = hex(sha256(utf8(canonical(o.act!))))
      this.put(name, o)
      leaves[o.place as number] = leafOf(commitmentOf(unhex(o.salt as string)!, canonical(entry)))
    }
    for (const name of this.names('entries/')) {
      const o = this.json(name)
      this.put(name, { ...o, proof: path(leaves, o.place as number).map(base64) })
    }
    const checkpoint = `${m.origin as string}\n${m.size as number}\n${base64(treeHash(leaves))}\n`
    this.put('checkpoint', `${checkpoint}\n${this.signed(checkpoint)}`)
    return this.fit(true)
  }
  /** The entries of that kind. */
  entries(kind: string): string[] { return this.names('entries/').filter((n) => (this.json(n).entry as Obj).kind === kind) }
  /** Changes an entry's file. */
  edit(name: string, change: (o: { act: Obj & { body: Obj; actor: Obj }; entry: Obj & { digests: Obj } } & Obj) => void): this {
    const o = this.json(name)
    change(o as never)
    this.put(name, o)
    return this
  }
}

/** A small seeded source of chance. */
export class Chance {
  constructor(private x: number) {}
  below(n: number): number {
    this.x = (this.x * 1103515245 + 12345) % 2147483648
    return Math.floor(this.x / 65536) % n
  }
  of<T>(list: T[]): T { return list[this.below(list.length)]! }
}
/** Changes one value somewhere in a tree; says where. */
export function mutate(o: Json, c: Chance): string {
  const leaves: { in: Obj | Json[]; at: string; path: string }[] = []
  const walk = (v: Json, path: string): void => {
    if (typeof v !== 'object' || v === null) return
    for (const k of Object.keys(v)) {
      leaves.push({ in: v as Obj, at: k, path: `${path}/${k}` })
      walk((v as Obj)[k]!, `${path}/${k}`)
    }
  }
  walk(o, '')
  const l = c.of(leaves), holder = l.in as Obj, v = holder[l.at]!
  const how = c.below(8)
  if (how === 0 && !Array.isArray(l.in)) { delete holder[l.at]; return `${l.path} deleted` }
  if (how === 1 && !Array.isArray(l.in)) { holder[l.at + 'x'] = v; return `${l.path}x added` }
  if (typeof v === 'number') holder[l.at] = v + c.of([1, -1, 60000, -86400000])
  else if (typeof v === 'boolean') holder[l.at] = !v
  else if (typeof v === 'string' && v.length > 0) {
    const i = c.below(v.length), ch = v[i]!
    holder[l.at] = v.slice(0, i) + (/\d/.test(ch) ? String((Number(ch) + 1 + c.below(8)) % 10) : /[A-Za-z]/.test(ch) ? (ch === 'a' ? 'b' : 'a') : '改') + v.slice(i + 1)
  } else if (Array.isArray(v) && v.length > 0) {
    if (how < 4) v.pop()
    else if (how < 6) v.push(v[0]!)
    else v.reverse()
  } else holder[l.at] = how < 4 ? 'x' : 1
  return `${l.path} changed`
}
