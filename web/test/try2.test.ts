import { it } from 'vitest'
import { readFileSync, writeFileSync, mkdirSync, readdirSync } from 'node:fs'
import { Centre } from './check/scenario'
import { checkTrade } from '../src/check/trade'
import { Chance, Forged, mutate } from './check/forge'
import { run } from './heng'
const list = (process.env.SC ?? 'review.t').split(',')
const N = Number(process.env.N ?? 60)
it('x', async () => {
  mkdirSync('/tmp/hx/z', { recursive: true })
  let same = 0, n = 0
  for (const f of list) {
    const c = await new Centre().start()
    try { await c.file(f) } catch (e) { console.log(f, String(e)) }
    for (const z of c.exports) {
      const base = await Forged.from(new Uint8Array(readFileSync(z)), c.centre)
      const ch = new Chance(Number(process.env.SEED ?? 7))
      const judge = async (g: Forged, what: string) => {
        const zip = g.zip(), path = `/tmp/hx/z/${f}.zip`
        writeFileSync(path, zip)
        const h = run('verify', path), v = await checkTrade(zip)
        const hengFile = /^FAIL (.*?): (.*)$/m.exec(h.out + h.err)
        const bad = v.steps.find((s) => s.state === 'failed')
        n++
        if ((h.status === 0) !== (v.verdict === 'ok')) console.log('DIFF', f, what, '| heng', h.status, hengFile?.[0] ?? h.out.slice(-200), '| mine', v.verdict, bad?.file, bad?.detail.en, v.steps.filter(s => s.state === 'skipped').map(s => s.id).join())
        else if (bad && hengFile && hengFile[1] !== bad.file) console.log('FILE', f, what, '|', hengFile[0], '|', bad.file, bad.detail.en)
        else same++
      }
      await judge(base.copy().fit(true), 'fit')
      await judge(base.copy().relog(), 'relog')
      for (let i = 0; i < N; i++) {
        const g = base.copy(), name = ch.of(g.names('').filter((x) => x.endsWith('.json') && !x.startsWith('manifest')))
        const o = g.json(name), what = mutate(o, ch)
        try { g.put(name, o) } catch { continue }
        const mode = ch.below(3)
        try {
          if (name.startsWith('notices/') && mode > 0) for (const e of g.names('entries/')) {
            const was = base.json(name), d = (await import('../src/check/entry')).sha256Hex, canon = (await import('../src/base/canonical')).canonical
            g.edit(e, (x) => { if (x.entry.digests?.notice === d(canon(was.body!)) ) x.entry.digests.notice = d(canon(o.body ?? null)) })
          }
          if (mode === 0) g.fit(true); else g.relog()
        } catch (e) { continue }
        await judge(g, `${name} ${what} mode ${mode}`)
      }
    }
    await c.end()
  }
  console.log('same', same, 'of', n)
}, 900000)
