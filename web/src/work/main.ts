import { createApp } from 'vue'
import { createRouter, createWebHistory } from 'vue-router'
import type { RouteLocationNormalized } from 'vue-router'
import '../work.css'
import { session, whoAmI } from '../api/client'
import WorkShell from './WorkShell.vue'
import SignIn from './SignIn.vue'
import AgendaList from './AgendaList.vue'

// steps: its query names a part of the same page, which goes on as it is; 'form': a step of a form, which moves the focus itself
const within = (to: RouteLocationNormalized, from: RouteLocationNormalized): boolean => to.meta.steps === 'form' && to.path === from.path && from.query.step !== undefined
const router = createRouter({
  history: createWebHistory('/work'),
  routes: [
    { path: '/', component: AgendaList },
    { path: '/sign-in', component: SignIn, meta: { open: true } },
    { path: '/register', component: () => import('./RegisterParty.vue'), meta: { open: true, steps: 'form' } },
    { path: '/phone', component: () => import('../phone/PhonePage.vue'), meta: { open: true } },
    { path: '/phone/:request', component: () => import('../phone/PhoneSign.vue'), props: true, meta: { open: true } },
    { path: '/enrol', component: () => import('../office/EnrolPage.vue'), meta: { open: true } },
    { path: '/offices', component: () => import('../office/OfficesPage.vue') },
    { path: '/check-key', component: () => import('../sign/CheckKey.vue') },
    { path: '/find', component: () => import('./FindTrades.vue') },
    { path: '/oversight', component: () => import('./OversightPage.vue') },
    { path: '/messages', component: () => import('./InboxPage.vue') },
    { path: '/rooms', component: () => import('./RoomsPage.vue') },
    { path: '/new', component: () => import('./NewTender.vue'), meta: { steps: 'form' } },
    { path: '/organisation', component: () => import('./OrganisationPage.vue') },
    { path: '/organisation/do/:act/:record?', component: () => import('./OrganisationAct.vue'), props: true },
    { path: '/parties', component: () => import('./FindParties.vue') },
    { path: '/parties/:party', component: () => import('./OrganisationPage.vue'), props: true },
    { path: '/parties/:party/do/:act', component: () => import('./OrganisationAct.vue'), props: true },
    { path: '/new/draft', component: () => import('./DraftTender.vue'), meta: { steps: true } },
    { path: '/tenders/:tender', component: () => import('./TenderPage.vue'), props: true },
    { path: '/tenders/:tender/document', component: () => import('../tenderdoc/EditPage.vue'), props: true, meta: { steps: true } },
    { path: '/tenders/:tender/documents', component: () => import('../tenderdoc/VersionsPage.vue'), props: true, meta: { steps: true } },
    { path: '/tenders/:tender/documents/:digest', component: () => import('../tenderdoc/ReadPage.vue'), props: true },
    { path: '/tenders/:tender/apply', component: () => import('./ApplyPage.vue'), props: true },
    { path: '/tenders/:tender/review', component: () => import('./ReviewPage.vue'), props: true },
    { path: '/tenders/:tender/do/:act', component: () => import('./ActPage.vue'), props: true },
    { path: '/lots/:lot', component: () => import('./LotPage.vue'), props: true },
    { path: '/lots/:lot/do/:act', component: () => import('./ActPage.vue'), props: true },
    { path: '/lots/:lot/bid', component: () => import('./BidPage.vue'), props: true },
    { path: '/lots/:lot/key', component: () => import('./KeyPage.vue'), props: true },
    { path: '/lots/:lot/custody', component: () => import('../custody/CustodyPage.vue'), props: true },
    { path: '/lots/:lot/evaluate', component: () => import('./EvaluatePage.vue'), props: true },
    { path: '/:rest(.*)', component: () => import('./NoPage.vue') },
  ],
  scrollBehavior: (to, from) => (within(to, from) ? false : { top: 0 }),
})
let asked = false
router.beforeEach(async (to) => {
  // a page that is open to all waits for the answer once, not again after each way to it
  if (session.value === null && !(asked && to.meta.open)) await whoAmI().catch(() => undefined)
  asked = true
  if (!to.meta.open && session.value === null) return { path: '/sign-in', query: { to: to.fullPath } }
  return true
})
router.afterEach((to, from) => { if (!within(to, from)) document.getElementById('main')?.focus() })
if ('serviceWorker' in navigator && import.meta.env.PROD) void navigator.serviceWorker.register('/sw.js', { scope: '/work' }).catch(() => undefined)
createApp(WorkShell).use(router).mount('#app')
