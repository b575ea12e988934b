// A PDF of one page with a table of references, as a plain writer makes it.
const OBJECTS = ['<</Type/Catalog/Pages 2 0 R>>', '<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 595 842]>>',
  '<</Type/Page/Parent 2 0 R/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>/Contents 4 0 R>>',
  '<</Length 40>>\nstream\nBT /F 24 Tf 72 720 Td (A contract) Tj ET\nendstream']
export function plainPdf(): string {
  let out = '%PDF-1.7\n'
  const places = OBJECTS.map((o, i) => { const at = out.length; out += `${i + 1} 0 obj\n${o}\nendobj\n`; return at })
  const start = out.length, line = (n: number) => `${String(n).padStart(10, '0')} 00000 n \n`
  return `${out}xref\n0 ${OBJECTS.length + 1}\n0000000000 65535 f \n${places.map(line).join('')}trailer\n<</Size ${OBJECTS.length + 1}/Root 1 0 R>>\nstartxref\n${start}\n%%EOF\n`
}
