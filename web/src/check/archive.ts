// The files of an export as the check takes them: each must find its place in the trade.
import { utf8 } from '../base/bytes'
import { canonical } from '../base/canonical'
import type { Json } from '../base/canonical'
import { sameBytes } from '../seal/header'
import { StrictFault, intOf, listOf, member, parseStrict, textOf } from '../seal/strict'
import { bad } from './steps'
import type { Zip, ZipFile } from './zip'
import { nameHolds } from './zip'

export const MANIFEST = 'manifest.json'
export const SIGNATURE = 'manifest.sig'
const TEXT_MAX = 8 * 1024 * 1024

export interface Manifest { centre: string; name: string; origin: string; lot: string; tender: string; state: string; practice: boolean; size: number; text: string }

export class Archive {
  private readonly used = new Set<string>()
  constructor(readonly zip: Zip) {}

  has(name: string): boolean { return this.zip.find(name) !== undefined }
  /** A file that must be there; it has its place from now on. */
  take(name: string): ZipFile {
    const f = this.zip.find(name)
    if (!f) bad(name, '缺少这个文件', 'it is missing')
    this.used.add(name)
    return f
  }
  async bytes(name: string): Promise<Uint8Array<ArrayBuffer>> {
    const f = this.take(name)
    if (f.bytes > TEXT_MAX) bad(name, '不是 8 MiB 以内的文本', 'it is not a text of at most 8 MiB')
    return this.zip.read(f)
  }
  async text(name: string): Promise<string> {
    const bytes = await this.bytes(name)
    try {
      if (!bytes.includes(0)) return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
    } catch { /* told below */ }
    return bad(name, '不是 8 MiB 以内的 UTF-8 文本', 'it is not a UTF-8 text of at most 8 MiB')
  }
  /** Canonical JSON, and nothing behind it. */
  async json(name: string): Promise<Json> {
    const bytes = await this.bytes(name), v = parse(bytes, name)
    if (!sameBytes(utf8(canonical(v)), bytes)) bad(name, '其 JSON 不是规范形式', 'its JSON is not canonical')
    return v
  }
  checkUsed(): void {
    for (const f of this.zip.files)
      if (!this.used.has(f.name)) bad(f.name, '它在这宗交易中没有位置', 'it has no place in this trade')
  }
}
export function parse(bytes: Uint8Array, name: string): Json {
  try {
    return parseStrict(bytes)
  } catch (e) {
    if (!(e instanceof StrictFault)) throw e
    return bad(name, `第 ${e.at} 个字符：${e.zh}`, `character ${e.at}: ${e.en}`)
  }
}

function required(v: Json | undefined, name: string): string {
  const text = textOf(v, name)
  return text ? text : bad(MANIFEST, `没有 ${name}`, `it has no ${name}`)
}
/** The list of the manifest against the files that are there; both are sorted by name. */
function compareFiles(list: Json[], files: ZipFile[]): void {
  const lines = list.map((line) => {
    const name = typeof line === 'string' ? line.slice(line.lastIndexOf(' ') + 1) : ''
    return nameHolds(name) ? { name, line } : bad(MANIFEST, '清单中有一行格式不对', 'a line of its list is malformed')
  })
  for (let i = 0; i < Math.max(lines.length, files.length); i++) {
    const listed = lines[i], there = files[i]
    if (there && (!listed || there.name < listed.name)) bad(there.name, '清单没有列出它', 'the manifest does not list it')
    if (listed && (!there || there.name > listed.name)) bad(listed.name, '缺少这个文件', 'it is missing')
    if (`${there!.digest} ${there!.bytes} ${there!.name}` !== listed!.line)
      bad(there!.name, '摘要或者长度与清单不符', 'it has another digest or size than the manifest says')
  }
}

export async function checkManifest(a: Archive): Promise<Manifest> {
  const text = await a.text(MANIFEST)
  a.take(SIGNATURE)
  if (!text.endsWith('\n')) bad(MANIFEST, '没有以换行结束', 'it does not end in a newline')
  const o = parse(utf8(text.slice(0, -1)), MANIFEST), centre = member(o, 'centre')
  if (intOf(o, 'v') !== 1 || textOf(o, 'format') !== 'heng-export') bad(MANIFEST, '不是第 1 版的导出', 'it is not of an export of version 1')
  const m = { centre: required(centre, 'code'), name: required(centre, 'name'), origin: required(o, 'origin'), lot: required(o, 'lot'),
    tender: required(o, 'tender'), state: required(o, 'state') }
  const practice = member(o, 'practice'), size = intOf(o, 'size') ?? -1
  if (typeof practice !== 'boolean' || size < 0 || !Array.isArray(member(o, 'files'))) bad(MANIFEST, '缺少 practice、files 或者 size', 'practice, files or size is missing')
  const files = a.zip.files.filter((f) => f.name !== MANIFEST && f.name !== SIGNATURE)
  compareFiles(listOf(o, 'files'), files)
  const again = canonical({ centre: { code: m.centre, name: m.name }, files: files.map((f) => `${f.digest} ${f.bytes} ${f.name}`), format: 'heng-export',
    lot: m.lot, origin: m.origin, practice, size, state: m.state, tender: m.tender, v: 1 }) + '\n'
  if (again !== text) bad(MANIFEST, '不是规范形式，或者说了不该说的', 'it is not canonical, or says more than it may')
  return { ...m, practice, size, text }
}
