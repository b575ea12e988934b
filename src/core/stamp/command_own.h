/* command_own.h - what the parts of heng stamp share. Private to this command. */
#ifndef HENG_CORE_STAMP_COMMAND_OWN_H
#define HENG_CORE_STAMP_COMMAND_OWN_H

#include "core/stamp/pdf.h"

#define STAMP_WORDS_MAX 5 /* sign DOCUMENT CERT KEY OUT */

struct stamp_args {
	const char *words[STAMP_WORDS_MAX];
	int n;
	const char *maker, *name, *id, *picture, *size, *from, *until, *stamp, *page, *at, *trust,
	    *centre;
	const char *for_whom[STAMP_CERTIFICATES_MAX];
	size_t for_n;
	bool pdf;
};
bool stamp_is_pdf(struct bytes file);
/* Says each check on a line of its own. The exit status: 1 where one fails. */
int stamp_check(struct ctx *c, const struct stamp_args *a);

#endif
