// What people wait for, in a browser: "name value" lines for ./dev bench.
// usage: measure.mjs paint | seal [MB]
import { closeSync, openSync, readFileSync, writeSync } from 'node:fs'
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { person, signedIn, site, trades } from './site.mjs'

const ROUNDS = 5
const median = (list) => list.sort((a, b) => a - b)[Math.floor(list.length / 2)]
const tell = (name, value) => console.log(`${name} ${Math.round(value)}`)

/** A slow phone on a slow line: 1.6 Mb/s, 150 ms, a processor of a quarter. Nothing is in its cache. */
async function slow(page) {
  const to = await page.context().newCDPSession(page)
  await to.send('Network.enable')
  await to.send('Network.emulateNetworkConditions', { offline: false, latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 750e3 / 8 })
  await to.send('Emulation.setCPUThrottlingRate', { rate: 4 })
}
async function paint() {
  const s = await site(['fill'])
  // the yardstick: a line of text, which costs one round trip and what the browser itself needs
  for (const [name, path, seen] of [['text', '/log/keys', 'pre'], ['home', '/', '.notices'], ['work', '/work', '.people']]) {
    const first = [], useful = []
    for (let i = 0; i < ROUNDS; i++) {
      const page = await person(s, [], { viewport: { width: 390, height: 844 }, serviceWorkers: 'block' })
      await slow(page)
      await page.goto(s.url + path, { waitUntil: 'commit' }).catch(() => undefined)
      await page.locator(seen).first().waitFor()
      useful.push(await page.evaluate(() => performance.now()))
      await page.waitForFunction(() => performance.getEntriesByName('first-contentful-paint').length)
      first.push(await page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0].startTime))
      if (process.env.DETAIL) console.error(name, Math.round(first.at(-1)), Math.round(useful.at(-1)), await page.evaluate(() => performance.getEntriesByType('resource').map((r) => `${r.name.replace(/.*\//, '')} ${Math.round(r.startTime)}-${Math.round(r.responseStart)}-${Math.round(r.responseEnd)} ${r.encodedBodySize}`).join('; ')))
      await page.context().close()
    }
    tell(`${name}_ms`, median(first))
    tell(`${name}_useful_ms`, median(useful))
  }
  await s.end()
}

const rss = (pid) => { try { return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) } catch { return 0 } }
/** A bid sealed and handed in: how long the page did not answer, and what its tab took. */
async function seal(mb = 200) {
  const failures = [], s = await site(), { post, party, tender } = trades(s), file = join(s.dir, '投标文件.zip')
  const buyer = await party('县教育局', 'procuringEntity', '1'), tenderer = await party('甲建筑有限公司', 'tenderer', '2'), t = await tender(buyer)
  for (const step of ['confirmation', 'publication']) await post(`/api/tenders/${t.id}/${step}`, null, buyer.token)
  const fd = openSync(file, 'w')
  for (let i = 0; i < mb; i++) writeSync(fd, randomBytes(1 << 20))
  closeSync(fd)
  const page = await signedIn(s, failures, tenderer), whole = await s.browser.newBrowserCDPSession()
  await page.goto(`${s.url}/work/lots/${t.lot}/bid`)
  await page.locator('#f-price').fill('4812000')
  const tabs = (await whole.send('SystemInfo.getProcessInfo')).processInfo.filter((p) => p.type === 'renderer').map((p) => p.id)
  const tab = tabs.sort((a, b) => rss(b) - rss(a))[0], empty = rss(tab)
  // two ways to see that the page does not answer: the browser's own, and a timer that should be 10 ms apart
  await page.evaluate(() => {
    window.longest = 0; window.gap = 0
    new PerformanceObserver((l) => { for (const e of l.getEntries()) window.longest = Math.max(window.longest, e.duration) }).observe({ type: 'longtask' })
    let last = performance.now()
    setInterval(() => { const now = performance.now(); window.gap = Math.max(window.gap, now - last - 10); last = now }, 10)
  })
  let most = empty
  const watch = setInterval(() => { most = Math.max(most, rss(tab)) }, 50)
  await page.locator('#f-documents').setInputFiles(file)
  await page.getByRole('button', { name: '下一步' }).click()
  const from = Date.now()
  await page.getByRole('button', { name: '密封并递交' }).click()
  await page.getByText('已受理').waitFor({ timeout: 240_000 })
  const took = Date.now() - from
  clearInterval(watch)
  const { longest, gap } = await page.evaluate(() => ({ longest: window.longest, gap: window.gap }))
  tell('longtask_ms', longest)
  tell('gap_ms', gap)
  tell('tab_mb', most / 1024)
  tell('empty_mb', empty / 1024)
  console.log(`seconds ${(took / 1000).toFixed(1)}`)
  if (failures.length) throw new Error(failures.join('; '))
  await s.end()
}

const parts = { paint, seal }
await parts[process.argv[2]](...process.argv.slice(3).map(Number))
process.exit(0)
