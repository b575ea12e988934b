// Reads the one form of zip that an export has (docs/export-format.md): every header is written again
// from names, contents and places, and each byte compared. Contents are read a block at a time.
import { sha256 } from '@noble/hashes/sha2.js'
import { concat, hex, utf8 } from '../base/bytes'
import { sourceOf } from '../seal/container'
import type { Source } from '../seal/container'
import { sameBytes } from '../seal/header'
import { bad } from './steps'

export const ZIP = 'zip'
const LOCAL = 30
const CENTRAL = 46
const END = 22
const BYTES_MAX = 4294967294
const FILES_MAX = 65534
const NAME_MAX = 100
const BLOCK = 1 << 20

export interface ZipFile { name: string; crc: number; bytes: number; at: number; /** where its content begins */ from: number; /** SHA-256 in hex */ digest: string }

const TABLE = Uint32Array.from({ length: 256 }, (_, i) => {
  let r = i
  for (let bit = 0; bit < 8; bit++) r = r & 1 ? r >>> 1 ^ 0xEDB88320 : r >>> 1
  return r
})
function crcAdd(crc: number, p: Uint8Array): number {
  for (const b of p) crc = TABLE[(crc ^ b) & 255]! ^ crc >>> 8
  return crc
}

class Fields {
  private readonly out: number[] = []
  put(bytes: 2 | 4, ...values: number[]): this {
    for (const v of values) for (let i = 0; i < bytes; i++) this.out.push(v / 2 ** (8 * i) & 255)
    return this
  }
  end(name = ''): Uint8Array<ArrayBuffer> { return concat(Uint8Array.from(this.out), utf8(name)) }
}
type Head = Pick<ZipFile, 'name' | 'crc' | 'bytes' | 'at'>
function common(f: Fields, r: Head): Fields {
  return f.put(2, 10, 0, 0, 0, 0x21).put(4, r.crc, r.bytes, r.bytes).put(2, r.name.length, 0)
}
export function localHeader(r: Head): Uint8Array<ArrayBuffer> { return common(new Fields().put(4, 0x04034b50), r).end(r.name) }
export function centralHeader(r: Head): Uint8Array<ArrayBuffer> {
  return common(new Fields().put(4, 0x02014b50).put(2, 10), r).put(2, 0, 0, 0).put(4, 0).put(4, r.at).end(r.name)
}
export function endRecord(files: number, bytes: number, at: number): Uint8Array<ArrayBuffer> {
  return new Fields().put(4, 0x06054b50, 0).put(2, files, files).put(4, bytes, at).put(2, 0).end()
}
export function nameHolds(name: string): boolean {
  return name.length <= NAME_MAX && /^[A-Za-z0-9][A-Za-z0-9._-]*(\/[A-Za-z0-9][A-Za-z0-9._-]*)*$/.test(name)
}
export function crc32(p: Uint8Array): number { return ~crcAdd(-1, p) >>> 0 }

/** The check sum of a content, read a block at a time. */
async function crcOf(content: Blob): Promise<number> {
  const source = sourceOf(content)
  let crc = -1
  for (let at = 0; at < source.size; at += BLOCK) crc = crcAdd(crc, await source.read(at, Math.min(at + BLOCK, source.size)))
  return ~crc >>> 0
}
/** The one zip of these files, which stay where they are. */
export async function pack(files: Map<string, Blob>): Promise<Blob> {
  const parts: BlobPart[] = [], directory: Uint8Array<ArrayBuffer>[] = []
  let at = 0
  for (const name of [...files.keys()].sort()) {
    const content = files.get(name)!, head = { name, crc: await crcOf(content), bytes: content.size, at }
    const local = localHeader(head)
    parts.push(local, content)
    directory.push(centralHeader(head))
    at += local.length + content.size
  }
  const all = concat(...directory)
  return new Blob([...parts, all, endRecord(files.size, all.length, at)])
}

export class Zip {
  readonly files: ZipFile[] = []
  private readonly byName = new Map<string, ZipFile>()
  constructor(private readonly content: Blob | Uint8Array, private readonly source: Source = sourceOf(content)) {}

  find(name: string): ZipFile | undefined { return this.byName.get(name) }
  read(f: ZipFile): Promise<Uint8Array<ArrayBuffer>> { return this.source.read(f.from, f.from + f.bytes) }
  /** The content of a file without reading it. */
  part(f: ZipFile): Blob | Uint8Array {
    const end = f.from + f.bytes
    return this.content instanceof Uint8Array ? this.content.subarray(f.from, end) : this.content.slice(f.from, end)
  }
  private broken(at: number, zh: string, en: string): never { bad(ZIP, `第 ${at} 字节：${zh}`, `byte ${at}: ${en}`) }

  private async local(at: number, end: number): Promise<ZipFile> {
    const head = await this.source.read(at, Math.min(at + LOCAL + NAME_MAX, end))
    if (head.length < LOCAL) this.broken(at, '容不下下一个文件', 'no room for another file')
    const v = new DataView(head.buffer), n = v.getUint16(26, true)
    if (n > NAME_MAX || LOCAL + n > head.length) this.broken(at, '文件名过长', 'a name is too long')
    const name = new TextDecoder('latin1').decode(head.subarray(LOCAL, LOCAL + n)), before = this.files.at(-1)
    if (!nameHolds(name)) this.broken(at, '文件名不合规定', 'a name is not of the allowed form')
    if (before && before.name >= name) this.broken(at, '文件没有按名称排序', 'the files are not sorted by name')
    const f: ZipFile = { name, crc: v.getUint32(14, true), bytes: v.getUint32(22, true), at, from: at + LOCAL + n, digest: '' }
    if (!sameBytes(localHeader(f), head.subarray(0, LOCAL + n))) bad(name, '它在压缩包中的头部不是规范形式', 'its header is not of the canonical form')
    if (f.bytes > end - f.from) bad(name, '内容中断', 'it is cut off')
    await this.digest(f)
    return f
  }
  private async digest(f: ZipFile): Promise<void> {
    const run = sha256.create()
    let crc = -1
    for (let at = 0; at < f.bytes; at += BLOCK) {
      const block = await this.source.read(f.from + at, f.from + Math.min(at + BLOCK, f.bytes))
      run.update(block)
      crc = crcAdd(crc, block)
    }
    if (~crc >>> 0 !== f.crc) bad(f.name, '内容与其校验和不符', 'its content has another check sum than its header says')
    f.digest = hex(run.digest())
  }
  private async directory(start: number): Promise<void> {
    let at = start
    for (const f of this.files) {
      const want = centralHeader(f)
      if (at + want.length > this.source.size) this.broken(at, '目录中断', 'the directory is cut off')
      const got = await this.source.read(at, at + want.length)
      if (!sameBytes(want.subarray(CENTRAL), got.subarray(CENTRAL))) this.broken(at, '目录中的文件名与文件本身的不同', 'the directory has another name than the file itself')
      if (!sameBytes(want, got)) bad(f.name, '压缩包目录所说与它不符', 'the directory says something else of it')
      at += want.length
    }
    const want = endRecord(this.files.length, at - start, start)
    if (at + END !== this.source.size || !sameBytes(want, await this.source.read(at, at + END)))
      this.broken(at, '压缩包的结尾不是规范形式', 'the end of the zip is not of the canonical form')
  }
  /** progress: how many bytes of how many were read. */
  async open(progress?: (done: number, total: number) => void): Promise<this> {
    const size = this.source.size
    if (size < END || size > BYTES_MAX) this.broken(0, '压缩包应为 22 字节至 4 GiB', 'a zip has 22 bytes to 4 GiB')
    const count = new DataView((await this.source.read(size - END, size)).buffer).getUint16(10, true)
    if (count > FILES_MAX || count > size / (LOCAL + CENTRAL)) this.broken(size - END, '压缩包的结尾不是规范形式', 'the end of the zip is not of the canonical form')
    let at = 0
    for (let i = 0; i < count; i++) {
      const f = await this.local(at, size)
      this.files.push(f)
      this.byName.set(f.name, f)
      at = f.from + f.bytes
      progress?.(at, size)
    }
    await this.directory(at)
    return this
  }
}
