#include "portal/law_form.h"

#include <string.h>

bool law_form_wrong(struct req *r, enum err e)
{
	return r->c.fault.err == e && r->c.fault.field != NULL && err_status(e) == 422;
}

static bool is_at(const struct law_form *f, const char *name)
{
	return f->e != OK && strcmp(f->r->c.fault.field, name) == 0;
}

static const char *said(const struct law_form *f)
{
	return f->e == E_MISSING_FIELD ? "请填写" : f->r->c.fault.detail_zh;
}

void law_form_fault(struct law_form *f)
{
	const struct fault *x = &f->r->c.fault;
	if (f->e == OK)
		return;
	page_add(f->b,
	    "<div class=\"errors\" role=\"alert\"><h3>请改正后再查 <span lang=\"en\">Please mend "
	    "this first</span></h3>\n<p><a href=\"#%s%s\">%s：%s</a> <span lang=\"en\">%s: %s"
	    "</span></p></div>\n",
	    f->id, x->field, err_zh(f->e), said(f), err_en(f->e), x->detail);
}

void law_form_input(struct law_form *f, const struct law_input *in)
{
	const char *typed = req_query(f->r, in->name);
	page_add(f->b, "<p><label for=\"%s%s\">%s</label>", f->id, in->name, in->label);
	if (in->hint != NULL)
		page_add(f->b, "<small id=\"%s%s-hint\">%s</small>", f->id, in->name, in->hint);
	if (is_at(f, in->name))
		page_add(f->b, "<strong class=\"fault\" id=\"%s%s-fault\">%s</strong>", f->id,
		    in->name, said(f));
	page_add(f->b, "<input type=\"%s\" id=\"%s%s\" name=\"%s\" value=\"%s\"", in->type, f->id,
	    in->name, in->name, typed != NULL ? typed : in->fallback);
	if (is_at(f, in->name))
		page_add(f->b, " aria-invalid=\"true\" aria-describedby=\"%s%s-fault\"", f->id,
		    in->name);
	else if (in->hint != NULL)
		page_add(f->b, " aria-describedby=\"%s%s-hint\"", f->id, in->name);
	buf_text(f->b, "></p>\n");
}

void law_form_case(struct law_form *f)
{
	const char *kind = req_query(f->r, "kind"), *mandatory = req_query(f->r, "mandatory");
	const struct law_kind *kinds;
	size_t n = law_kinds(f->r->c.law, &kinds);
	/* where none is chosen yet, the first of this country */
	for (size_t i = 0; kind == NULL && i < n; i++)
		if (kinds[i].jurisdiction == LAW_CN)
			kind = kinds[i].id;
	bool voluntary = mandatory != NULL && strcmp(mandatory, "false") == 0;
	page_add(f->b,
	    "<p><label for=\"%skind\">交易种类</label><select id=\"%skind\" name=\"kind\">", f->id,
	    f->id);
	for (size_t i = 0; i < n; i++)
		page_add(f->b, "<option value=\"%s\"%s>%s</option>", kinds[i].id,
		    kind != NULL && strcmp(kinds[i].id, kind) == 0 ? " selected" : "",
		    kinds[i].title_zh);
	page_add(f->b,
	    "</select></p>\n<p><label for=\"%smandatory\">依法必须招标</label><select "
	    "id=\"%smandatory\" name=\"mandatory\"><option value=\"true\">是</option><option "
	    "value=\"false\"%s>否</option></select></p>\n",
	    f->id, f->id, voluntary ? " selected" : "");
}
