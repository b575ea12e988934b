// No form shows a member or a word of the interface raw: each has its Chinese.
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { kindOf } from '../../src/parts/schema'
import type { Labels, Schema } from '../../src/parts/schema'
import { acts as said } from '../../src/api/acts'
import { members, values } from '../../src/parts/words'
import { acts } from '../../src/work/acts'
import { officialRoles, ownActs } from '../../src/work/organisation'
import { heng, run } from '../heng'

type Paths = Record<string, { post?: { requestBody?: { content: { 'application/json': { schema: Schema } } } } }>
const dir = mkdtempSync(join(tmpdir(), 'heng-words-'))
let server: ReturnType<typeof spawn> | undefined, paths: Paths = {}, told: { kind: string; title: string }[] = []
beforeAll(async () => {
  if (!heng) return
  run('init', '--practice', join(dir, 'centre'))
  server = spawn(heng, ['serve', join(dir, 'centre'), '--port', '0', '--quiet'], { stdio: ['ignore', 'pipe', 'inherit'] })
  const url = await new Promise<string>((got) => { server!.stdout.on('data', (b) => { got(new TextDecoder().decode(b).split('\n')[0]!.trim()) }) })
  told = (await (await fetch(url + '/api/acts')).json() as { acts: typeof told }).acts
  paths = (await (await fetch(url + '/api/openapi.json')).json() as { paths: Paths }).paths
}, 30_000)
afterAll(() => { server?.kill(); rmSync(dir, { recursive: true, force: true }) })

// its own form says it in percent and points
const PARTS = ['evaluation']
function raw(s: Schema, own: Labels, at: string): string[] {
  const word = (w: string) => Object.hasOwn(own, w) || Object.hasOwn(values, w)
  const here = [...(s.enum ?? []), ...(s.items?.enum ?? [])].filter((w) => !word(w)).map((w) => `${at}=${w}`)
  if (kindOf(s) === 'list') return [...here, ...raw(s.items!, own, at)]
  return [...here, ...Object.entries(s.properties ?? {}).filter(([n]) => !PARTS.includes(n)).flatMap(([n, sub]) =>
    [...(Object.hasOwn(own, n) || Object.hasOwn(members, n) ? [] : [`${at}/${n}`]), ...(kindOf(sub) === 'money' ? [] : raw(sub, own, `${at}/${n}`))])]
}
describe.skipIf(!heng)('the words of receipts', () => {
  it('are those of the centre (stale: tools/client.sh makes them anew)', () => {
    expect(said).toEqual(Object.fromEntries(told.map((x) => [x.kind, x.title])))
    for (const { title } of told) expect(title).toMatch(/[\u4e00-\u9fff]/)
  })
})
describe.skipIf(!heng)('the words of forms', () => {
  const forms: [string, Labels][] = [...acts.map((a): [string, Labels] => [a.path, a.labels ?? {}]), ...[...ownActs, officialRoles].map((a): [string, Labels] => [a.path, a.labels]), ['/api/intakes', {}], ['/api/projects', {}], ['/api/tenders', {}], ['/api/parties', { agency: values.agency! }]]
  it.each(forms)('of %s', (path, own) => {
    const o = paths[path]?.post
    expect(o).toBeDefined()
    const s = o!.requestBody?.content['application/json'].schema
    expect(s ? raw(s, own, '') : []).toEqual([])
  })
})
