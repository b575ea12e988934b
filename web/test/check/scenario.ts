// Runs the scenarios of test/scenario against a served centre, so that the check is tried on trades of
// every course: what follows test/scenario.h, without the checks of the answers.
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { base64, hex, unbase64, utf8 } from '../../src/base/bytes'
import { canonical } from '../../src/base/canonical'
import type { Json } from '../../src/base/canonical'
import { newSecret, seal, sealBytes } from '../../src/seal/container'
import type { Binding, Part, Secret } from '../../src/seal/container'
import { openShare, shareOut } from '../../src/seal/custody'
import { parseHeader } from '../../src/seal/header'
import { pin } from '../../src/seal/pin'
import { upload } from '../../src/seal/upload'
import { pem, readSigner } from '../../src/sign/key'
import { stamp } from './stamp'
import { heng, run } from '../heng'

const FOLDER = resolve(import.meta.dirname, '../../../test/scenario')
const START = '2026-03-02T00:00:00Z'
const DAY = 86_400_000
type Answer = { status: number; text: string; tree: unknown }

export class Centre {
  readonly dir = mkdtempSync(join(tmpdir(), 'heng-check-'))
  readonly exports: string[] = []
  readonly receipts: string[] = []
  private readonly names = new Map<string, string>()
  private url = ''
  private code = ''
  private now = Date.parse(START)
  private heard = 0 // the served clock runs on
  private child: ReturnType<typeof spawn> | undefined
  get centre(): string { return join(this.dir, 'centre') }

  async start(): Promise<this> {
    const made = run('init', '--practice', '--at', START, this.centre)
    if (made.status !== 0) throw new Error(made.err)
    await this.serve()
    this.code = (await this.health()).code
    return this
  }
  private async health(): Promise<{ code: string; now: string }> {
    return (await this.patiently(() => this.call('nobody', 'GET', '/health'), 200)).tree as { code: string; now: string }
  }
  private async serve(): Promise<void> {
    const child = spawn(heng, ['serve', this.centre, '--port', '0', '--quiet'], { stdio: ['ignore', 'pipe', 'inherit'] })
    this.child = child
    this.url = await new Promise((done) => {
      let out = ''
      child.stdout.on('data', (d) => {
        out += new TextDecoder().decode(d)
        if (out.includes('\n')) done(out.split('\n')[0]!)
      })
    })
  }
  private async stop(): Promise<void> {
    const child = this.child
    if (!child) return
    const ended = new Promise<void>((done) => { child.on('exit', () => { done() }) })
    child.kill()
    await ended
    this.child = undefined
  }
  async end(): Promise<void> {
    await this.stop()
    rmSync(this.dir, { recursive: true, force: true })
  }

  private async call(actor: string, method: string, path: string, body?: string): Promise<Answer> {
    const token = actor === 'nobody' ? undefined : this.names.get(`token.${actor}`)
    const answer = await fetch(this.url + path, { method, headers: { ...(token ? { Authorization: `Bearer ${token}` } : {}), ...(body === undefined ? {} : { 'Content-Type': 'application/json' }) },
      ...(body === undefined ? {} : { body }) })
    const text = await answer.text()
    if (text.startsWith('{"receipt":{') && this.receipts.length < 400) this.receipts.push(text)
    return { status: answer.status, text, tree: text.startsWith('{') ? JSON.parse(text) as unknown : null }
  }
  async ask(actor: string, method: string, path: string, body?: string, want?: number): Promise<Answer> {
    const a = await this.call(actor, method, path, body)
    if (want !== undefined && a.status !== want) throw new Error(`${method} ${path}: ${a.status}, want ${want}: ${a.text.slice(0, 300)}`)
    return a
  }
  private async actor(name: string, person: string): Promise<void> {
    this.names.set(`person.${name}`, person)
    const a = await this.ask('nobody', 'POST', '/api/practice/sessions', JSON.stringify({ person, token: true }), 201)
    this.names.set(`token.${name}`, (a.tree as { token: string }).token)
  }
  private at(tree: unknown, path: string): string {
    let v = tree
    for (const part of path.split('/').slice(1)) v = (v as Record<string, unknown>)?.[part]
    return typeof v === 'string' ? v : JSON.stringify(v)
  }
  private moment(text: string): number {
    const m = /^\+(\d+)([dh]?)$/.exec(text)
    if (text === '+0') return Math.max(this.now, this.heard)
    return m ? this.now + Number(m[1]) * (m[2] === 'd' ? DAY : m[2] === 'h' ? 3_600_000 : 1) : Date.parse(text)
  }
  private expand(text: string): string {
    return text.replace(/([$@])([\w.+\u0080-\uffff]+)/gu, (_, mark: string, name: string) => {
      if (mark === '@') return new Date(this.moment(name)).toISOString()
      const v = this.names.get(name)
      if (v === undefined) throw new Error(`nothing was saved as ${name}`)
      return v
    })
  }
  private async register(name: string, roles: string, code: string): Promise<void> {
    const a = await this.ask('nobody', 'POST', '/api/parties', JSON.stringify({ name, contact: name, identifier: { scheme: code.includes(':') ? 'TEST' : 'CN-USCC', id: code }, roles: roles.split(',') }), 201)
    this.names.set(name, this.at(a.tree, '/result/id'))
    await this.actor(name, this.at(a.tree, '/result/person'))
  }
  private binding(lot: string, party: string, part: Part) { return { centre: this.code, lot, party, part } }
  private people(name: string, file: string): Uint8Array<ArrayBuffer> {
    const folder = join(this.dir, `person-${name}`), pair = existsSync(join(folder, 'seal.pem')) ? 'seal' : 'sign'
    return pem(readFileSync(join(folder, `${pair}.${file}`), 'utf8'), file === 'pem' ? 'CERTIFICATE' : 'PRIVATE KEY')!
  }
  /** Shared among the custodians named in CUSTODY, where that is set. */
  private async secret(binding: Binding): Promise<Secret> {
    const made = newSecret(), [threshold, ...names] = (this.names.get('CUSTODY') ?? '').split(' ')
    return threshold === '' ? made : { ...made, ...await shareOut(binding, made.key, { threshold: Number(threshold), custodians: names.map((n) => this.people(n, 'pem')), recipients: [] }) }
  }
  private async share(name: string, who: string, header: string): Promise<void> {
    this.names.set(name, base64(await openShare(parseHeader(utf8(header)), this.people(who, 'key'), this.people(who, 'pem'))))
  }
  private async sealForm(name: string, lot: string, party: string, content: string, part: Part): Promise<void> {
    const binding = this.binding(lot, party, part), secret = await this.secret(binding)
    const sealed = await sealBytes(binding, secret, utf8(content))
    this.names.set(`${name}.key`, base64(secret.key))
    this.names.set(name, base64(sealed))
    this.names.set(`${name}.digest`, hex(new Uint8Array(await crypto.subtle.digest('SHA-256', sealed))))
  }
  private ran(...args: string[]): void {
    const r = run(...args)
    if (r.status !== 0) throw new Error(r.err)
  }
  private async authorities(): Promise<void> {
    this.ran('ca', 'make', join(this.centre, 'trust'), '--at', START)
    this.names.set('ORIGIN', this.url)
    await new Promise((done) => setTimeout(done, 2500)) // a new list is looked for once a second
  }
  private certificate(name: string, authority: string, code: string, days: string): void {
    this.ran('ca', 'issue', join(this.centre, 'trust'), authority, join(this.dir, `person-${name}`), '--name', '某公司', '--code', code, '--days', days, '--at', START)
  }
  private async sign(name: string, who: string, text: string): Promise<void> {
    const statement = canonical(JSON.parse(text) as Json), file = (f: string) => readFileSync(join(this.dir, `person-${who}`, f), 'utf8')
    this.names.set(name, await (await readSigner([file('sign.pem'), file('sign.key')])).sign(statement))
    this.names.set(`${name}.statement`, JSON.stringify(statement).slice(1, -1))
  }
  private async stamp(name: string, authority: string, signature: string, seconds: number): Promise<void> {
    const dir = join(this.dir, `tsa-${name}`), file = (f: string) => readFileSync(join(dir, f), 'utf8')
    this.ran('ca', 'issue', join(this.centre, 'trust'), authority, dir, '--name', '时间戳服务机构', '--timestamps', '--at', new Date(Date.parse(START) - 2 * DAY).toISOString())
    this.names.set(name, base64(await stamp(unbase64(signature)!, this.moment('+0') + 1000 * seconds, file('sign.pem'), file('sign.key'))))
  }
  private async sealDocuments(name: string, lot: string, actor: string, content: string, part: Part): Promise<void> {
    const binding = this.binding(lot, this.names.get(actor)!, part), secret = await this.secret(binding), sealed = await seal(binding, secret, utf8(content)), p = await pin(sealed)
    const headers = { Authorization: `Bearer ${this.names.get(`token.${actor}`)}` }
    this.names.set(`${name}.key`, base64(secret.key))
    this.names.set(name, (await upload(sealed, p, { base: this.url, name, headers })).digest)
  }
  private async uploadPlain(name: string, actor: string, content: string): Promise<void> {
    const bytes = utf8(content), { sha256 } = await import('@noble/hashes/sha2.js')
    const digest = hex(sha256(bytes)), headers = { Authorization: `Bearer ${this.names.get(`token.${actor}`)}` }
    const a = await this.ask(actor, 'POST', '/api/uploads', JSON.stringify({ name, type: 'text/plain', bytes: bytes.length, digest }), 201), id = this.at(a.tree, '/id')
    await fetch(`${this.url}/api/uploads/${id}/chunks/0`, { method: 'PUT', headers: { ...headers, 'X-Chunk-SHA256': digest }, body: bytes })
    await this.ask(actor, 'POST', `/api/uploads/${id}/completion`, undefined, 201)
    this.names.set(name, digest)
  }
  private async as(rest: string): Promise<void> {
    const arrow = rest.indexOf(' -> '), words = rest.slice(0, arrow).split(' ')
    if (words[1] === 'key') words.splice(1, 2)
    const [actor, method, path] = words as [string, string, string], body = words.slice(3).join(' ') || undefined
    const after = rest.slice(arrow + 4).split(' ')
    const a = await this.patiently(() => this.call(actor, method, path, body), Number(after[0]))
    if (a.status !== Number(after[0])) throw new Error(`${method} ${path}: ${a.status}, want ${after[0]}: ${a.text.slice(0, 300)}`)
    for (const [i, word] of after.entries()) {
      if (word !== 'save') continue
      const [from, name] = after[i + 1]!.split('=') as [string, string]
      this.names.set(name, this.at(a.tree, from))
    }
  }
  /** What falls due is done beside the answers: an answer that comes too early is asked for again. */
  private async patiently(ask: () => Promise<Answer>, want: number): Promise<Answer> {
    let a = await ask()
    for (let tries = 0; tries < 40 && a.status !== want && [404, 409, 503].includes(a.status); tries++) {
      await new Promise((done) => setTimeout(done, 50))
      a = await ask()
    }
    return a
  }
  private async clock(text: string): Promise<void> {
    const wanted = this.moment(text)
    for (let tries = 0; ; tries++) {
      this.heard = Date.parse((await this.health()).now)
      this.now = Math.max(wanted, this.heard + 2000) // it runs on meanwhile, and further where the machine is busy
      try { await this.ask('nobody', 'POST', '/api/practice/clock', JSON.stringify({ to: new Date(this.now).toISOString() }), 200); break } catch (e) { if (tries === 4) throw e }
    }
    await new Promise((done) => setTimeout(done, 100))
    for (const [name, person] of [...this.names]) if (name.startsWith('person.')) await this.actor(name.slice(7), person)
  }
  async export(lot: string): Promise<string> {
    const out = join(this.dir, `${lot}-${this.exports.length}.zip`)
    await this.stop() // the folder is the server's while it runs
    const made = run('export', this.centre, lot, out)
    await this.serve()
    if (made.status !== 0) throw new Error(`export ${lot}: ${made.err}`)
    this.exports.push(out)
    return out
  }
  private async line(line: string): Promise<void> {
    const [verb, ...words] = this.expand(line).split(' ') as [string, ...string[]], rest = words.join(' ')
    const [a, b, c] = words as [string, string, string], text = words.slice(3).join(' ')
    switch (verb) {
      case 'include': return this.file(rest)
      case 'clock': return this.clock(rest)
      case 'set': this.names.set(a, words.slice(1).join(' ')); return
      case 'register': return this.register(a, b, c)
      case 'person': return this.actor(a, b)
      case 'token': this.names.set(`token.${a}`, b); return
      case 'seal': return this.sealForm(a, b, c, text, 'form')
      case 'authorities': return this.authorities()
      case 'certificate': return this.certificate(a, b, c, text)
      case 'custodian': this.certificate(a, b, c, '400'); this.names.set(`${a}.seal`, base64(this.people(a, 'pem'))); return
      case 'share': return this.share(a, b, words.slice(2).join(' '))
      case 'stamp': return this.stamp(a, b, c, Number(text))
      case 'sign': return this.sign(a, b, words.slice(2).join(' '))
      case 'application': return this.sealForm(a, b, c, text, 'documents')
      case 'documents': return this.sealDocuments(a, b, c, text, 'documents')
      case 'priced': return this.sealDocuments(a, b, c, text, 'bill')
      case 'upload': return this.uploadPlain(a, b, words.slice(2).join(' '))
      case 'damage': {
        const bytes = unbase64(this.names.get(a)!)!
        bytes[Number(b) % bytes.length]! ^= 1
        this.names.set(a, base64(bytes))
        return
      }
      case 'as': return this.as(rest)
      case 'proves': await this.export(rest); return
      case 'publish': await new Promise((done) => setTimeout(done, 2500)); return // the log is published once a second
      case 'evidence': return
      default: throw new Error(`unknown step ${verb}`)
    }
  }
  async file(name: string): Promise<void> {
    let whole = ''
    const own = join(import.meta.dirname, name)
    for (const [n, raw] of readFileSync(existsSync(own) ? own : join(FOLDER, name), 'utf8').split('\n').entries()) {
      const line = raw.trimEnd(), more = line.endsWith('\\')
      if (!line.trimStart().startsWith('#') || whole !== '') whole += (more ? line.slice(0, -1) : line).trimStart()
      if (more || whole === '') continue
      const step = whole
      whole = ''
      try {
        if (step.includes('@+0')) this.heard = Date.parse((await this.health()).now)
        await this.line(step)
      } catch (e) {
        throw new Error(`${name}:${n + 1}: ${String(e)}`)
      }
    }
  }
}
export function scenarioExists(name: string): boolean { return existsSync(join(FOLDER, name)) }
