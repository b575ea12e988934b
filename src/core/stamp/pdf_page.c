/* pdf_page.c - what of a PDF a stamp changes: its catalogue, its form, a page. */
#include "core/stamp/pdf_update.h"

/* DocMDP: whether who certified the file allows it to be signed at all. */
static enum err check_allowed(struct ctx *c, struct pdf *p, const struct pdf_value *root)
{
	struct pdf_value perms, signature, references, one, how;
	TRY(pdf_follow(c, p, pdf_find(root, "Perms"), &perms));
	TRY(pdf_follow(c, p, pdf_find(&perms, "DocMDP"), &signature));
	if (signature.type == PDF_NULL)
		return OK;
	TRY(pdf_follow(c, p, pdf_find(&signature, "Reference"), &references));
	TRY(pdf_follow(c, p, references.type == PDF_ARRAY ? references.first : NULL, &one));
	TRY(pdf_follow(c, p, pdf_find(&one, "TransformParams"), &how));
	const struct pdf_value *allowed = pdf_find(&how, "P");
	return how.type == PDF_DICTIONARY && (allowed == NULL || pdf_is_integer(allowed, 2, 3))
	           ? OK
	           : pdf_bad(c, "who certified it allows no further signature");
}

enum err update_read(struct ctx *c, struct bytes file, struct update *u)
{
	TRY(pdf_open(c, file, &u->p));
	u->root_at = *pdf_find(&u->p.trailer, "Root");
	TRY(pdf_follow(c, &u->p, &u->root_at, &u->root));
	if (!pdf_is_name(pdf_find(&u->root, "Type"), "Catalog"))
		return pdf_bad(c, "it has no catalogue");
	const struct pdf_value *form = pdf_find(&u->root, "AcroForm");
	u->form_at = form != NULL && form->type == PDF_REFERENCE ? *form : (struct pdf_value){ 0 };
	TRY(pdf_follow(c, &u->p, form, &u->form));
	if (u->form.type != PDF_NULL && u->form.type != PDF_DICTIONARY)
		return pdf_bad(c, "its form is broken");
	TRY(pdf_follow(c, &u->p, pdf_find(&u->form, "Fields"), &u->fields));
	return u->fields.type == PDF_NULL || u->fields.type == PDF_ARRAY
	           ? OK
	           : pdf_bad(c, "its form is broken");
}

enum err update_open(struct ctx *c, struct bytes file, struct update *u)
{
	TRY(update_read(c, file, u));
	if (pdf_find(&u->form, "XFA") != NULL)
		return pdf_bad(c, "it has an XFA form");
	return check_allowed(c, &u->p, &u->root);
}

/* A node of the tree on the way down, and what pages beneath it inherit. */
struct node {
	const struct pdf_value *kids; /* still to come */
	struct pdf_value media, crop, rotate;
};

static void inherit(struct node *n, const struct pdf_value *from)
{
	const struct pdf_value *v;
	if ((v = pdf_find(from, "MediaBox")) != NULL)
		n->media = *v;
	if ((v = pdf_find(from, "CropBox")) != NULL)
		n->crop = *v;
	if ((v = pdf_find(from, "Rotate")) != NULL)
		n->rotate = *v;
}

static bool milli(const struct pdf_value *v, int64_t *out)
{
	if (v == NULL || (v->type != PDF_INTEGER && v->type != PDF_REAL))
		return false;
	*out = v->type == PDF_INTEGER ? v->number * 1000 : v->number;
	return *out > -INT64_C(1000000000) && *out < INT64_C(1000000000);
}

/* Four numbers; the corners may be any two that lie across. */
static bool read_box(const struct pdf_value *v, int64_t out[4])
{
	const struct pdf_value *one = v->type == PDF_ARRAY ? v->first : NULL;
	int64_t b[4];
	for (int i = 0; i < 4; i++, one = one->next)
		if (!milli(one, &b[i]))
			return false;
	for (int i = 0; i < 2; i++) {
		out[i] = b[i] < b[i + 2] ? b[i] : b[i + 2];
		out[i + 2] = b[i] < b[i + 2] ? b[i + 2] : b[i];
	}
	return one == NULL;
}

static enum err take_page(struct ctx *c, struct update *u, const struct node *n)
{
	struct pdf_value box, annotations;
	TRY(pdf_follow(c, &u->p, n->crop.type != PDF_NULL ? &n->crop : &n->media, &box));
	if (!read_box(&box, u->box))
		return pdf_bad(c, "the page has no size that is understood");
	if ((n->rotate.type != PDF_NULL && !pdf_is_integer(&n->rotate, 0, 0)) ||
	    pdf_find(&u->page, "UserUnit") != NULL)
		return pdf_bad(c, "the page is turned, or measured in its own unit");
	TRY(pdf_follow(c, &u->p, pdf_find(&u->page, "Annots"), &annotations));
	if (annotations.type != PDF_NULL && annotations.type != PDF_ARRAY)
		return pdf_bad(c, "the page's annotations are broken");
	u->annotations = annotations;
	return OK;
}

enum err update_find_page(struct ctx *c, struct update *u, int64_t page)
{
	struct node way[PDF_DEPTH_MAX] = { 0 };
	struct pdf_value tree, kids;
	int depth = 0, seen = 0;
	TRY(pdf_follow(c, &u->p, pdf_find(&u->root, "Pages"), &tree));
	TRY(pdf_follow(c, &u->p, pdf_find(&tree, "Kids"), &kids));
	if (kids.type != PDF_ARRAY)
		return pdf_bad(c, "it has no pages");
	inherit(&way[0], &tree);
	way[0].kids = kids.first;
	while (depth >= 0) {
		const struct pdf_value *at = way[depth].kids;
		if (at == NULL) {
			depth--;
			continue;
		}
		way[depth].kids = at->next;
		if (at->type != PDF_REFERENCE || ++seen > PDF_PAGES_MAX)
			return pdf_bad(c, "its pages are broken, or more than are taken here");
		struct node n = way[depth];
		struct pdf_value v;
		TRY(pdf_follow(c, &u->p, at, &v));
		TRY(pdf_follow(c, &u->p, pdf_find(&v, "Kids"), &kids));
		inherit(&n, &v);
		if (kids.type == PDF_ARRAY) {
			if (++depth == PDF_DEPTH_MAX)
				return pdf_bad(
				    c, "its pages are broken, or more than are taken here");
			n.kids = kids.first;
			way[depth] = n;
		} else if (v.type != PDF_DICTIONARY) {
			return pdf_bad(c, "its pages are broken, or more than are taken here");
		} else if (--page == 0) {
			u->page_at = *at;
			u->page = v;
			return take_page(c, u, &n);
		}
	}
	return pdf_bad(c, "it has no page of that number");
}
