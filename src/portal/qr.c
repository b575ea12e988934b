#include "portal/qr.h"

#include <qrencode.h>

#include "core/base/enc.h"
#include "core/http/http.h"
#include "portal/pages.h"
#include "service/phone/phone.h"

#define QUIET 4
#define QR_BYTES_MAX ((size_t)64 * 1024)

/* The run of dark modules that begins at x; 0: a light one. */
static int run_at(const QRcode *code, int x, int y)
{
	int n = 0;
	while (x + n < code->width && (code->data[y * code->width + x + n] & 1) != 0)
		n++;
	return n;
}

static void add_path(struct buf *b, const QRcode *code)
{
	buf_text(b, "<path d=\"");
	for (int y = 0; y < code->width; y++)
		for (int x = 0, n; x<code->width; x += n> 0 ? n : 1) {
			n = run_at(code, x, y);
			if (n > 0)
				page_add(b, "M%ld %ldh%ldv1h-%ldz", (int64_t)x, (int64_t)y,
				    (int64_t)n, (int64_t)n);
		}
	buf_text(b, "\"/>");
}

static enum err draw(
    struct ctx *c, struct buf *b, const char *begin, const char *text, const char *title)
{
	/* a paper is folded and copied: a quarter of the code may be lost */
	QRcode *code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_Q);
	if (code == NULL)
		return fail(c, E_STORE, "no QR code holds %s", text);
	int64_t size = code->width + 2 * QUIET;
	buf_text(b, begin);
	page_add(b,
	    " viewBox=\"-%ld -%ld %ld %ld\" shape-rendering=\"crispEdges\" "
	    "role=\"img\"><title>%s</title>",
	    (int64_t)QUIET, (int64_t)QUIET, size, size, title);
	add_path(b, code);
	buf_text(b, "</svg>");
	QRcode_free(code);
	return OK;
}

enum err qr_add(struct ctx *c, struct buf *b, const char *text, const char *title)
{
	return draw(c, b, "<svg class=\"qr\"", text, title);
}

enum err phone_qr(struct req *r)
{
	struct ctx *c = &r->c;
	uint8_t id[PHONE_ID_BYTES];
	const char *site = req_site(r);
	struct buf b;
	if (site == NULL || !dec_hex(r->params[0], id, sizeof(id)))
		return fail(c, E_NOT_FOUND, "there is none, or its time is over");
	buf_init(&b, c->mem, QR_BYTES_MAX);
	TRY(draw(c, &b, "<svg xmlns=\"http://www.w3.org/2000/svg\"",
	    arena_printf(c->mem, "%s/work/phone/%s", site, r->params[0]), "扫码用手机签名"));
	r->reply.status = 200;
	r->reply.type = "image/svg+xml";
	r->reply.body = b.p;
	r->reply.n = b.n;
	return OK;
}
