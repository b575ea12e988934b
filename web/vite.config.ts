import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'

// While developing, `vite` serves the pages and a running centre answers the rest.
const centre = process.env.HENG_URL ?? 'http://127.0.0.1:8080'

export default defineConfig({
  base: '/web/',
  plugins: [vue({ features: { optionsAPI: false } })],
  define: { __VUE_PROD_DEVTOOLS__: false },
  worker: { format: 'es' },
  server: { proxy: { '^/(?!web/)': centre } },
  build: {
    target: 'es2022',
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    rollupOptions: { input: { work: 'work.html' } },
  },
})
