// What people wait for, in a browser: "name value" lines for ./dev bench.
// usage: measure.mjs paint
import { person, site } from './site.mjs'

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

const parts = { paint }
await parts[process.argv[2]]()
process.exit(0)
