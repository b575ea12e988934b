// A whole trade by people in browsers: from the one form to the checked export, each with a context of
// their own, nobody calling a route by hand. Prints "ok" and "FAIL" lines and "N passed, N failed".
import { ended, failures, look, part, person, site } from './site.mjs'
import { join } from 'node:path'
import { randomBytes } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'

const s = await site()
const buyer = await person(s)
const tenderers = []
const CODES = { 业主: ['12660100MB2001074B', '县教育局'], 甲: ['91660100MA3A0001X4', '甲建筑有限公司'], 乙: ['91660100MA3A000284', '乙建筑有限公司'], 丙: ['91660100MA3A00036Y', '丙建筑有限公司'] }
const go = (page, path) => page.goto(s.url + path, { waitUntil: 'networkidle' })
const click = (page, name) => page.getByRole('button', { name, exact: false }).first().click()
const link = (page, name) => page.getByRole('link', { name, exact: false }).first().click()
const fill = (page, label, value) => page.getByLabel(label, { exact: false }).first().fill(value)
const accepted = (page) => page.getByText('已受理').waitFor()

async function register(page, [code, name], role) {
  await go(page, '/work/register')
  await page.locator('#f-name').fill(name)
  await page.locator('#f-contact').fill('经办人')
  await page.locator('#f-identifier-id').fill(code)
  if (role !== '投标人') { await page.getByLabel('投标人').uncheck(); await page.getByLabel(role).check() }
  for (const next of ['单位资料', '资质、人员、业绩', '核对']) await click(page, `下一步：${next}`)
  await click(page, '确认登记')
  await accepted(page)
}
async function signIn(page, name) {
  await go(page, '/work/sign-in')
  await page.locator('.people').getByText(name).click()
  await page.getByRole('heading', { name: '待办' }).waitFor()
}
async function clockTo(page, local) {
  await page.locator('.practice details').evaluate((d) => { d.open = true })
  await page.getByLabel('拨到').fill(local)
  await page.getByRole('button', { name: '拨钟', exact: true }).click()
  await page.waitForFunction((at) => document.querySelector('.clock time')?.textContent >= at, local.replace('T', ' '))
}

let lot = '', members = []
await part('a party registers by one form; a wrong code is named at its field', async () => {
  await go(buyer, '/work/register')
  await look(buyer, 'register')
  await buyer.locator('#f-name').fill('县教育局')
  await buyer.locator('#f-contact').fill('经办人')
  await buyer.locator('#f-identifier-id').fill('12660100MB2001074C')
  for (const next of ['单位资料', '资质、人员、业绩', '核对']) await click(buyer, `下一步：${next}`)
  await click(buyer, '确认登记')
  await buyer.getByRole('alert').getByText('代码校验不通过').waitFor()
  if (await buyer.locator('#f-name').inputValue() !== '县教育局') failures.push('what was typed is lost')
  await register(buyer, CODES.业主, '招标人')
  for (const who of ['甲', '乙', '丙']) { const p = await person(s); tenderers.push(p); await register(p, CODES[who], '投标人') }
})
await part('the workbench begins with what is to be done', async () => {
  await go(buyer, '/work')
  await click(buyer, '退出')
  await go(buyer, '/work')
  await buyer.getByRole('heading', { name: '登录' }).waitFor()
  await look(buyer, 'sign-in')
  await signIn(buyer, '县教育局')
  await buyer.getByText('现在没有要办的事').waitFor()
  await look(buyer, 'todo-empty')
})
await part('two who write one draft lose nothing', async () => {
  const other = await person(s)
  await signIn(other, '县教育局')
  for (const p of [buyer, other]) {
    await go(p, '/work/new')
    await p.getByLabel('交易种类').selectOption('works-lowest-price')
    await click(p, '开始填写')
    await p.locator('#f-project-name').waitFor()
  }
  await buyer.locator('#f-project-name').fill('第一个人写的')
  await buyer.locator('#f-project-code').focus()
  await buyer.getByText('已保存').waitFor()
  await other.locator('#f-project-name').fill('第二个人写的')
  await other.locator('#f-project-code').focus()
  await other.getByText('同时在编辑').waitFor()
  await look(other, 'draft-conflict')
  await click(other, '以我的为准')
  await other.getByText('已保存').waitFor()
  await go(buyer, '/work/new')
  await buyer.getByLabel('交易种类').selectOption('works-lowest-price')
  await click(buyer, '开始填写')
  await buyer.getByText('已恢复').waitFor()
  if (await buyer.locator('#f-project-name').inputValue() !== '第二个人写的') failures.push('the newest version is not restored')
  await buyer.getByText('较早的版本').click()
  await buyer.getByRole('button', { name: '恢复' }).last().click()
  await buyer.waitForFunction(() => document.querySelector('#f-project-name').value === '第一个人写的')
  await other.context().close()
})
await part('a tender by one form; a day too few is refused with its article', async () => {
  await go(buyer, '/work')
  await link(buyer, '新建招标')
  await buyer.getByLabel('交易种类').selectOption('works-lowest-price')
  await buyer.getByLabel('评标办法模板').selectOption('lowest')
  await click(buyer, '开始填写')
  await buyer.locator('#f-project-code').fill('2026-660100-01')
  await buyer.locator('#f-project-name').fill('第二小学')
  await click(buyer, '下一步')
  await buyer.getByText('第 2 步，共 5 步').waitFor()
  await click(buyer, '下一步') // nothing is filled in: it stays, and says what is wanted
  await buyer.getByRole('alert').getByText('请填写“名称”').first().waitFor()
  await look(buyer, 'intake-step-wrong')
  await buyer.locator('#f-tender-title').fill('第二小学教学楼施工')
  await buyer.locator('#f-tender-lots-0-ceiling').fill('5000000')
  await buyer.locator('#f-plan-content').fill('教学楼一栋')
  await click(buyer, '下一步')
  await buyer.locator('#f-announcement-text').fill('第二小学教学楼施工，现公开招标。')
  await buyer.locator('#f-announcement-contents-scope').fill('教学楼 5000 平方米，国有资金')
  await buyer.locator('#f-announcement-contents-qualification').fill('建筑工程施工总承包三级及以上')
  await buyer.locator('#f-announcement-contents-contact').fill('县教育局 张老师 0990-1234567')
  const doc = join(s.dir, '招标文件.txt')
  writeFileSync(doc, '第二小学教学楼施工招标文件')
  await buyer.locator('#f-announcement-document').setInputFiles(doc)
  await buyer.getByText('已上传').waitFor()
  await buyer.locator('#f-announcement-deadline').fill('2026-03-21T09:00')
  await look(buyer, 'intake')
  await click(buyer, '下一步')
  await look(buyer, 'intake-room')
  // another day: the draft remembers where it was
  await go(buyer, '/work/new')
  await buyer.getByLabel('交易种类').selectOption('works-lowest-price')
  await buyer.getByLabel('评标办法模板').selectOption('lowest')
  await click(buyer, '开始填写')
  await buyer.getByRole('heading', { name: '第 3 步' }).waitFor()
  await buyer.getByRole('button', { name: '下一步：场地' }).click()
  // by the bar to another step, where something goes missing; the error leads back there
  await buyer.getByRole('navigation', { name: '填写步骤' }).getByRole('button', { name: '项目' }).press('Enter')
  await buyer.locator('#f-project-name').fill('')
  await buyer.getByRole('button', { name: '场地' }).click()
  await buyer.getByRole('heading', { name: '第 4 步' }).waitFor()
  await click(buyer, '下一步')
  await buyer.getByRole('alert').getByText('请填写“名称”').click()
  await buyer.waitForFunction(() => document.activeElement?.id === 'f-project-name')
  await buyer.locator('#f-project-name').fill('第二小学')
  await buyer.getByRole('button', { name: '检查' }).click()
  await buyer.getByRole('heading', { name: '请核对' }).waitFor()
  await look(buyer, 'intake-check')
  await click(buyer, '确认提交')
  await buyer.getByRole('alert').getByText('第二十四条').first().waitFor()
  await look(buyer, 'intake-refused')
  await buyer.locator('#f-announcement-deadline').fill('2026-03-24T09:00')
  await click(buyer, '下一步'); await click(buyer, '下一步'); await click(buyer, '确认提交')
  await accepted(buyer)
  await look(buyer, 'receipt')
  await click(buyer, '去确认和发布')
})
await part('the procuring entity confirms and publishes', async () => {
  await link(buyer, '确认公告'); await click(buyer, '确认公告'); await accepted(buyer); await link(buyer, '回到交易')
  await link(buyer, '发布公告'); await click(buyer, '确认发布公告'); await accepted(buyer); await link(buyer, '回到交易')
  await look(buyer, 'tender')
  await link(buyer, '一标段')
  await buyer.getByText('投标截止前，任何人都看不到').waitFor()
  lot = new URL(buyer.url()).pathname.split('/').pop()
  await look(buyer, 'lot-bidding')
})
await part('three tenderers seal and hand in their bids', async () => {
  for (const [i, price] of ['4812000', '4712000.00', '4950300.00'].entries()) {
    const p = tenderers[i]
    await signIn(p, CODES['甲乙丙'[i]][1])
    await link(p, '找项目')
    await link(p, '第二小学教学楼施工')
    await link(p, '一标段')
    await link(p, '编制并递交投标文件')
    if (i === 0) {
      await p.locator('#f-price').fill('五百万')
      await click(p, '下一步')
      await p.getByRole('alert').getByText('投标报价应为数字').waitFor()
      await look(p, 'bid-wrong')
    }
    await p.locator('#f-price').fill(price)
    await p.locator('#f-days').fill('300')
    await p.locator('#f-leader').fill('张工')
    if (i === 0) {
      writeFileSync(join(s.dir, 'technical.pdf'), Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(64 << 20)]))
      await p.locator('#f-documents').setInputFiles(join(s.dir, 'technical.pdf'))
      await look(p, 'bid')
    }
    await click(p, '下一步')
    if (i === 0) await look(p, 'bid-check')
    await click(p, '密封并递交')
    if (i === 0) { // the server goes away in the middle of the upload and comes back
      await p.getByText('正在上传密文').waitFor()
      await s.stop()
      await s.serve()
    }
    await p.getByText('已受理').waitFor({ timeout: 60_000 })
    if (i === 0) await look(p, 'bid-receipt')
    const [file] = await Promise.all([p.waitForEvent('download'), click(p, '保存密钥文件')])
    await file.saveAs(join(s.dir, `keys-${i}.json`))
  }
  // the third replaces its bid
  const p = tenderers[2]
  await link(p, '回到交易')
  await link(p, '替换投标文件')
  await p.locator('#f-price').fill('4900000')
  await click(p, '下一步'); await click(p, '密封并递交'); await accepted(p)
})
await part('the committee is formed: its ids are told once', async () => {
  await go(buyer, `/work/lots/${lot}`)
  await link(buyer, '组建评标委员会')
  for (const [i, name] of ['赵', '钱', '孙', '李', '周'].entries()) {
    await buyer.locator(`#f-members-${i}-name`).fill(name)
    await buyer.locator(`#f-members-${i}-unit`).fill(i < 4 ? '设计院' : '县教育局')
  }
  await look(buyer, 'committee')
  await click(buyer, '下一步'); await click(buyer, '确认组建评标委员会'); await accepted(buyer)
  members = await buyer.locator('.note ol code').allTextContents()
  if (members.length !== 5) failures.push(`${members.length} members`)
})
await part('at the deadline keys are handed in; one from the saved file', async () => {
  await clockTo(buyer, '2026-03-24T09:00')
  for (const [i, p] of tenderers.entries()) {
    await go(p, '/work')
    await p.getByText('递交解密密钥').first().click()
    await link(p, '递交解密密钥')
    await p.getByRole('heading', { name: '递交解密密钥' }).waitFor()
    if (i === 1) {
      await p.evaluate(() => { for (const k of Object.keys(localStorage)) if (k.startsWith('heng.keys')) localStorage.removeItem(k) })
      await p.reload({ waitUntil: 'networkidle' })
      await p.getByText('本机没有密钥').waitFor()
      await look(p, 'key')
      await p.locator('#f-file').setInputFiles(join(s.dir, 'keys-0.json'))
      await p.getByText('另一份投标的密钥').waitFor()
      await p.locator('#f-file').setInputFiles(join(s.dir, 'keys-1.json'))
    }
    await click(p, '确认递交密钥')
    await accepted(p)
  }
  await clockTo(buyer, '2026-03-24T09:31')
  await go(buyer, `/work/lots/${lot}`)
  await buyer.getByText('4,712,000.00').first().waitFor()
  await look(buyer, 'lot-opened')
})
await part('five members review item by item and sign', async () => {
  const m = await person(s)
  for (const round of ['review', 'sign'])
    for (const [i, id] of members.entries()) {
      await go(m, '/work/sign-in')
      await m.getByLabel('人员编号').fill(id)
      await click(m, '以编号登录')
      await m.getByText('评审、签署').click()
      await link(m, '评审和签署')
      await m.getByRole('heading', { name: '计算结果' }).waitFor()
      if (round === 'review') {
        for (let k = 0; k < 3; k++) { for (const r of await m.locator('section.bid').nth(k).getByLabel('符合', { exact: true }).all()) await r.check(); await m.getByRole('button', { name: '提交评审' }).nth(k).click(); await m.getByText('已提交对').waitFor() }
        if (i === 0) {
          await m.getByText('投标文件并排查看').click()
          const frame = m.locator('.panes iframe').first()
          await frame.waitFor()
          const head = await m.evaluate(async (url) => { const a = await fetch(url); return [a.headers.get('Content-Type'), (await a.text()).slice(0, 5)] }, await frame.getAttribute('src'))
          if (head.join() !== 'application/pdf,%PDF-') failures.push(`the documents of a bid: ${head}`)
          await look(m, 'evaluate')
        }
      } else {
        await click(m, '签署评标结果')
        await (i < 4 ? m.getByText('已签署评标结果').waitFor() : accepted(m))
      }
    }
  await look(m, 'evaluate-signed')
})
await part('candidates, award, contract, report, archive', async () => {
  await go(buyer, `/work/lots/${lot}`)
  await link(buyer, '公示中标候选人'); await click(buyer, '确认公示中标候选人'); await accepted(buyer); await link(buyer, '回到交易')
  await clockTo(buyer, '2026-03-28T00:01')
  await go(buyer, `/work/lots/${lot}`)
  await look(buyer, 'lot-publicity')
  await link(buyer, '定标'); await click(buyer, '确认定标'); await accepted(buyer); await link(buyer, '回到交易')
  await clockTo(buyer, '2026-04-02T10:00')
  const contract = join(s.dir, '合同.txt'), report = join(s.dir, '报告.txt')
  writeFileSync(contract, '施工合同'); writeFileSync(report, '招标投标情况书面报告')
  await go(buyer, `/work/lots/${lot}`)
  await link(buyer, '公布合同')
  await buyer.locator('#f-price').fill('4712000')
  await buyer.locator('#f-document').setInputFiles(contract)
  await buyer.getByText('已上传').waitFor()
  await click(buyer, '下一步'); await click(buyer, '确认公布合同'); await accepted(buyer); await link(buyer, '回到交易')
  await link(buyer, '提交招标投标情况书面报告')
  await buyer.locator('#f-document').setInputFiles(report)
  await buyer.getByText('已上传').waitFor()
  await click(buyer, '下一步'); await click(buyer, '确认提交招标投标情况书面报告'); await accepted(buyer); await link(buyer, '回到交易')
  await link(buyer, '归档'); await click(buyer, '确认归档'); await accepted(buyer); await link(buyer, '回到交易')
  await buyer.getByText('已归档').first().waitFor()
  await look(buyer, 'lot-archived')
})
await part('the exported trade is checked in the browser, and a changed one is not', async () => {
  const [zip] = await Promise.all([buyer.waitForEvent('download'), click(buyer, '导出一项一档')])
  await zip.saveAs(join(s.dir, 'trade.zip'))
  const [keys] = await Promise.all([buyer.waitForEvent('download'), click(buyer, '日志公钥')])
  await keys.saveAs(join(s.dir, 'keys.txt'))
  await go(buyer, '/check')
  await buyer.locator('input[type=file]').first().setInputFiles([join(s.dir, 'trade.zip'), join(s.dir, 'keys.txt')])
  await buyer.getByText('没有多余文件').waitFor()
  await buyer.getByText('未核验').first().waitFor()
  if (await buyer.locator('.failed').count()) failures.push('a step failed')
  await look(buyer, 'check')
  const bytes = readFileSync(join(s.dir, 'trade.zip')), at = bytes.indexOf('4712000.00')
  bytes[at] = 0x35
  writeFileSync(join(s.dir, 'changed.zip'), bytes)
  await buyer.locator('input[type=file]').first().setInputFiles([join(s.dir, 'changed.zip')])
  await buyer.getByText('不成立').first().waitFor()
  await look(buyer, 'check-changed')
})
await part('everything is there in English and in large type, too', async () => {
  await go(buyer, '/work')
  await click(buyer, 'English')
  await buyer.getByRole('heading', { name: 'To do' }).waitFor()
  await click(buyer, 'Large type')
  await look(buyer, 'todo-english-large')
})
await part('without a network the shell is there, and nothing of a trade', async () => {
  await go(buyer, `/work/lots/${lot}`)
  await buyer.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
  await buyer.reload({ waitUntil: 'networkidle' })
  await buyer.context().setOffline(true)
  await buyer.reload()
  await buyer.getByText('The connection is broken').first().waitFor()
  const text = await buyer.locator('body').innerText()
  if (/4,712,000|4712000|2026-03-24 09:00/.test(text)) failures.push('something of the trade was kept')
  await look(buyer, 'offline')
  await buyer.context().setOffline(false)
})
await ended(s)
