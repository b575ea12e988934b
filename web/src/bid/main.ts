import { createApp } from 'vue'
import '../../../src/portal/files/style.css'
import '../work.css'
import OfflineBid from './OfflineBid.vue'

createApp(OfflineBid).mount('#app')
