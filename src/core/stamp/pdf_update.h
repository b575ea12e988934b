/* pdf_update.h - what an update of a PDF changes, found before it is written. Private to this
 * room. */
#ifndef HENG_CORE_STAMP_PDF_UPDATE_H
#define HENG_CORE_STAMP_PDF_UPDATE_H

#include "core/stamp/pdf_own.h"

struct update {
	struct pdf p;
	struct pdf_value root_at, root;
	struct pdf_value form_at,
	    form;                /* at: PDF_NULL: it stands in the catalogue, or there is none */
	struct pdf_value fields; /* of the form, an array; or PDF_NULL */
	struct pdf_value page_at, page, annotations;
	int64_t box[4]; /* of the page, in thousandths of a point */
};
/* The catalogue and the form of a file; of one that may be signed. */
enum err update_read(struct ctx *c, struct bytes file, struct update *u) CHECKED;
enum err update_open(struct ctx *c, struct bytes file, struct update *u) CHECKED;
enum err update_find_page(struct ctx *c, struct update *u, int64_t page) CHECKED;

#endif
