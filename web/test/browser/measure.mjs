// What people wait for, in a browser: "name value" lines for ./dev bench.
// usage: measure.mjs paint | seal [MB] | offline [MB]
import { closeSync, openSync, readFileSync, writeFileSync, writeSync } from 'node:fs'
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { failures, person, signedIn, site, trades } from './site.mjs'

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
      const page = await person(s, { viewport: { width: 390, height: 844 }, serviceWorkers: 'block' })
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
function large(s, mb) {
  const file = join(s.dir, '投标文件.zip'), fd = openSync(file, 'w')
  writeSync(fd, 'PK\x03\x04') // what is no ZIP inside is refused
  for (let i = 0; i < mb; i++) writeSync(fd, randomBytes(1 << 20))
  closeSync(fd)
  return file
}
/** What the fullest tab takes in kB, before and at most while `run` does. */
async function tabOf(s, run) {
  const whole = await s.browser.newBrowserCDPSession()
  const tabs = (await whole.send('SystemInfo.getProcessInfo')).processInfo.filter((p) => p.type === 'renderer').map((p) => p.id)
  const tab = tabs.sort((a, b) => rss(b) - rss(a))[0], empty = rss(tab)
  let most = empty
  const watch = setInterval(() => { most = Math.max(most, rss(tab)) }, 50)
  await run()
  clearInterval(watch)
  return { empty, most }
}
/** A bid sealed and handed in: how long the page did not answer, and what its tab took. */
async function seal(mb = 200) {
  const s = await site(), { post, party, tender } = trades(s), file = large(s, mb)
  const buyer = await party('县教育局', 'procuringEntity', '1'), tenderer = await party('甲建筑有限公司', 'tenderer', '2'), t = await tender(buyer)
  for (const step of ['confirmation', 'publication']) await post(`/api/tenders/${t.id}/${step}`, null, buyer.token)
  const page = await signedIn(s, tenderer)
  await page.goto(`${s.url}/work/lots/${t.lot}/bid`)
  await page.locator('#f-price').fill('4812000')
  // two ways to see that the page does not answer: the browser's own, and a timer that should be 10 ms apart
  await page.evaluate(() => {
    window.longest = 0; window.gap = 0
    new PerformanceObserver((l) => { for (const e of l.getEntries()) window.longest = Math.max(window.longest, e.duration) }).observe({ type: 'longtask' })
    let last = performance.now()
    setInterval(() => { const now = performance.now(); window.gap = Math.max(window.gap, now - last - 10); last = now }, 10)
  })
  let took = 0
  const { empty, most } = await tabOf(s, async () => {
    await page.locator('#f-documents').setInputFiles(file)
    await page.getByRole('button', { name: '下一步' }).click()
    const from = Date.now()
    await page.getByRole('button', { name: '密封并递交' }).click()
    await page.getByText('已受理').waitFor({ timeout: 240_000 })
    took = Date.now() - from
  })
  const { longest, gap } = await page.evaluate(() => ({ longest: window.longest, gap: window.gap }))
  tell('longtask_ms', longest)
  tell('gap_ms', gap)
  tell('tab_mb', most / 1024)
  tell('empty_mb', empty / 1024)
  console.log(`seconds ${(took / 1000).toFixed(1)}`)
  if (failures.length) throw new Error(failures.join('; '))
  await s.end()
}

/** The same bid, sealed without the centre by the page of one file, from the disk. */
async function offline(mb = 200) {
  const s = await site(), file = large(s, mb), page = await person(s), address = join(s.dir, 'bid.html'), info = join(s.dir, 'info.json')
  writeFileSync(address, await (await fetch(`${s.url}/bid.html`)).text())
  writeFileSync(info, JSON.stringify({ format: 'heng-bid', v: 1, practice: true, centre: { code: '91350100M000100Y43', name: '中心' }, lot: { id: '01HENG0000000000000000000A', title: '施工' },
    tender: { title: '教学楼', deadline: '2026-03-24T01:00:00Z', document: null }, party: { id: '01HENGPARTY000000000000001', name: '甲' }, wants: { documents: true, bill: false }, records: [] }))
  await page.goto(pathToFileURL(address).href)
  await page.locator('#f-info').setInputFiles(info)
  await page.locator('#f-price').fill('4812000')
  let took = 0
  const { empty, most } = await tabOf(s, async () => {
    await page.locator('#f-documents').setInputFiles(file)
    await page.getByRole('button', { name: '下一步' }).click()
    const from = Date.now()
    await page.getByRole('button', { name: '在本机密封' }).click()
    await page.getByRole('heading', { name: '已密封' }).waitFor({ timeout: 240_000 })
    took = Date.now() - from
    await page.getByRole('button', { name: '保存密钥文件' }).click()
    const [kept] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '保存投标文件密封文件' }).click()])
    await kept.saveAs(join(s.dir, 'kept'))
  })
  tell('tab_mb', most / 1024)
  tell('empty_mb', empty / 1024)
  console.log(`seconds ${(took / 1000).toFixed(1)}`)
  if (failures.length) throw new Error(failures.join('; '))
  await s.end()
}

const parts = { paint, seal, offline }
await parts[process.argv[2]](...process.argv.slice(3).map(Number))
process.exit(0)
