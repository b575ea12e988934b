// A page as one file: script and style inlined, allowed by their digests and nothing else, so that it works
// from a folder, without a network. `--mode check` is the check, which also lies in every exported trade;
// `--mode bid` makes bids, in a worker that it carries inside.
import vue from '@vitejs/plugin-vue'
import { createHash } from 'node:crypto'
import { defineConfig } from 'vite'
import type { Plugin } from 'vite'

const hash = (text: string) => `'sha256-${createHash('sha256').update(text, 'utf8').digest('base64')}'`

const POLICY: Record<string, string> = { check: "connect-src 'self'", bid: 'worker-src blob:' }

function oneFile(page: string): Plugin {
  return {
    name: 'heng-one-file',
    enforce: 'post',
    // last of all: what stands for a code loaded later is filled in when the bundle is made, too
    generateBundle: { order: 'post', handler(_, bundle) {
      let html = '', script = '', style = ''
      for (const [name, o] of Object.entries(bundle)) {
        if (o.type === 'chunk') {
          if (script !== '') this.error('the page is more than one chunk')
          script = o.code.replaceAll('</script', '<\\/script').replaceAll('<!--', '<\\!--')
        } else if (name.endsWith('.html')) html = String(o.source)
        else if (name.endsWith('.css')) style += String(o.source)
        else this.error(`the page cannot hold ${name}`)
        delete bundle[name]
      }
      script = script.trim()
      style = style.trim()
      const policy = `default-src 'none'; script-src ${hash(script)}; style-src ${hash(style)}; ${POLICY[page]}; base-uri 'none'; form-action 'none'`
      const source = html.replace(/\s*<script type="module"[^>]*><\/script>/, '').replace(/\s*<link rel="stylesheet"[^>]*>/, '')
        .replace('<meta charset="utf-8">', () => `<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" content="${policy}">`)
        .replace('</head>', () => `<style>${style}</style>\n<script type="module">${script}</script>\n</head>`)
      this.emitFile({ type: 'asset', fileName: `${page}.html`, source })
    } },
  }
}

export default defineConfig(({ mode }) => ({
  base: './',
  plugins: [vue({ features: { optionsAPI: false } }), oneFile(mode)],
  define: { __VUE_PROD_DEVTOOLS__: false },
  worker: { format: 'iife' },
  build: {
    target: 'es2022',
    emptyOutDir: false,
    cssCodeSplit: false,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rollupOptions: { input: `${mode}.html`, output: { codeSplitting: false } },
  },
}))
