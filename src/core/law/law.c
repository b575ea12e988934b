/* law.c - loads law/ as a whole, and answers what binds a case on a day. */
#include "core/law/law.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/limits.h"
#include "core/base/moment.h"
#include "core/law/law_read.h"

const char *const law_unit_words[] = { [LAW_DAY] = "日",
	[LAW_WORKING_DAY] = "工作日",
	[LAW_HOUR] = "小时",
	[LAW_MINUTE] = "分钟",
	[LAW_YEAR] = "年",
	[LAW_YUAN] = "元",
	[LAW_PERMILLE] = "‰",
	[LAW_COUNT] = "个",
	NULL };
const char *const law_event_words[] = { "publication", "prequalification-sale",
	"prequalification-deadline", "deadline", "withdrawal", "report", "publicity", "award",
	"letter", "contract", "objection", "known", "complaint", "accepted", NULL };
const char *const law_event_zh[] = { "招标公告发布", "资格预审文件停止发售",
	"提交资格预审申请文件截止", "投标截止", "收到撤回通知", "收到评标报告", "中标候选人公示",
	"确定中标人", "发出中标通知书", "签订书面合同", "收到异议", "知道或者应当知道", "收到投诉",
	"受理投诉" };

static int by_name(const void *a, const void *b)
{
	const struct law_file *const *x = a, *const *y = b;
	return strcmp((*x)->name, (*y)->name);
}

/* The id in "folder/id.yaml"; NULL when the name is not of that form. */
static const char *file_id(struct ctx *c, const char *name, const char *folder)
{
	static const char end[] = ".yaml";
	size_t before = strlen(folder);
	if (strncmp(name, folder, before) != 0)
		return NULL;
	name += before;
	size_t n = strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-");
	if (n == 0 || n > LAW_NAME_BYTES || strcmp(name + n, end) != 0)
		return NULL;
	return arena_copy(c->mem, name, n);
}

static enum err read_file(struct law_reader *r)
{
	const char *name = r->file->name;
	const char *kind = file_id(r->c, name, "kinds/");
	if (kind != NULL)
		return law_read_kind(r, kind);
	if (file_id(r->c, name, "numbers/") != NULL)
		return law_read_numbers(r);
	if (file_id(r->c, name, "regions/") != NULL)
		return law_read_regions(r);
	if (file_id(r->c, name, "publications/") != NULL)
		return law_read_publications(r);
	if (file_id(r->c, name, "guide/") != NULL)
		return law_read_guide(r);
	if (file_id(r->c, name, "terms/") != NULL)
		return law_read_terms(r);
	if (file_id(r->c, name, "trading-catalogue/") != NULL)
		return law_read_catalogue(r);
	const char *template = file_id(r->c, name, "templates/");
	if (template != NULL)
		return law_read_template(r, template);
	const char *year = file_id(r->c, name, "calendars/");
	if (year != NULL)
		return law_read_year(r, year);
	return law_fail(r, 1, 1,
	    "the name is not calendars/, guide/, kinds/, numbers/, publications/, regions/, "
	    "templates/, terms/ or trading-catalogue/ and NAME.yaml");
}

static bool overlap(const struct law_row *a, const struct law_row *b)
{
	if (strcmp(a->n.id, b->n.id) != 0 || (a->binds & b->binds) == 0)
		return false;
	if (a->n.from > b->n.to || b->n.from > a->n.to)
		return false;
	for (size_t i = 0; i < a->kind_count; i++)
		for (size_t j = 0; j < b->kind_count; j++)
			if (a->kinds[i] == b->kinds[j])
				return true;
	return false;
}

static enum err check_overlaps(struct ctx *c, const struct law *law)
{
	for (size_t j = 1; j < law->row_count; j++)
		for (size_t i = 0; i < j; i++) {
			const struct law_row *a = &law->rows[i], *b = &law->rows[j];
			if (overlap(a, b))
				return fail(c, E_LAW_FILE, "%s:%d:%d: %s overlaps %s:%d", b->n.file,
				    b->n.line, b->column, b->n.id, a->n.file, a->n.line);
		}
	return OK;
}

static enum err read_all(struct ctx *c, const struct law_file *files, size_t count, struct law *law)
{
	struct law_reader r = {
		.c = c, .law = law, .places = arena_array(c->mem, struct law_place, LAW_FILE_KEYS)
	};
	const struct law_file **sorted = arena_array(c->mem, const struct law_file *, count);
	for (size_t i = 0; i < count; i++)
		sorted[i] = &files[i];
	/* by name, calendars come before the kinds and kinds before the numbers that name them */
	qsort(sorted, count, sizeof(const struct law_file *), by_name);
	for (size_t i = 0; i < count; i++) {
		r.file = sorted[i];
		if (i > 0 && strcmp(sorted[i - 1]->name, sorted[i]->name) == 0)
			return law_fail(&r, 1, 1, "the file is given twice");
		TRY(read_file(&r));
	}
	return check_overlaps(c, law);
}

enum err law_load(struct ctx *c, const struct law_file *files, size_t count, struct law **out)
{
	if (count > LAW_FILES)
		return fail(c, E_LAW_FILE, "%zu law files are more than %d", count, LAW_FILES);
	struct arena *mem = arena_new(LIMIT_ARENA_BYTES);
	struct law *law = arena_new_of(mem, struct law);
	law->mem = mem;
	law->years = arena_array(mem, struct law_year, count);
	law->kinds = arena_array(mem, struct law_kind, count);
	law->regions = arena_array(mem, struct law_region, LAW_REGIONS);
	law->templates = arena_array(mem, struct law_template, count);
	law->catalogue = arena_array(mem, struct law_catalogue, LAW_CATALOGUE);
	law->guides = arena_array(mem, struct law_guide, LAW_GUIDES);
	law->publications = arena_array(mem, struct law_publication, LAW_PUBLICATIONS);
	law->terms = arena_array(mem, struct law_term, LAW_TERMS);
	law->rows = arena_array(mem, struct law_row, LAW_ROWS);
	enum err e = read_all(c, files, count, law);
	if (e != OK) {
		law_free(law);
		return e;
	}
	*out = law;
	return OK;
}

void law_free(struct law *law)
{
	if (law != NULL)
		arena_free(law->mem);
}

enum err law_kind(struct ctx *c, const char *id, const struct law_kind **out)
{
	const struct law *law = c->law;
	for (size_t i = 0; i < law->kind_count; i++)
		if (strcmp(law->kinds[i].id, id) == 0) {
			*out = &law->kinds[i];
			return OK;
		}
	return fail(c, E_NOT_FOUND, "no kind of trade %s", id);
}

size_t law_kinds(const struct law *law, const struct law_kind **first)
{
	*first = law->kinds;
	return law->kind_count;
}

const struct law_number *law_number_at(const struct law *law, size_t i)
{
	return i < law->row_count ? &law->rows[i].n : NULL;
}

static bool binds(const struct law_row *row, const struct law_kind *kind, bool mandatory)
{
	if ((row->binds & (mandatory ? LAW_MANDATORY : LAW_VOLUNTARY)) == 0)
		return false;
	for (size_t i = 0; i < row->kind_count; i++)
		if (row->kinds[i] == kind)
			return true;
	return false;
}

enum err law_bound(struct ctx *c, const char *id, const struct law_case *k, int64_t at_ms,
    const struct law_number **out)
{
	const struct law_kind *kind = NULL;
	int32_t day = day_of(at_ms);
	TRY(law_kind(c, k->kind, &kind));
	const struct law_number *found = NULL;
	for (size_t i = 0; i < c->law->row_count && found == NULL; i++) {
		const struct law_row *row = &c->law->rows[i];
		if (strcmp(row->n.id, id) == 0 && row->n.from <= day && day <= row->n.to &&
		    binds(row, kind, k->mandatory))
			found = &row->n;
	}
	*out = found;
	return OK;
}

enum err law_number(struct ctx *c, const char *id, const struct law_case *k, int64_t at_ms,
    const struct law_number **out)
{
	const struct law_number *found = NULL;
	TRY(law_bound(c, id, k, at_ms, &found));
	if (found == NULL)
		return fail(c, E_NOT_FOUND, "no number %s binds kind %s on %" PRId32, id, k->kind,
		    day_of(at_ms));
	*out = found;
	return OK;
}

enum err law_binding(struct ctx *c, const struct law_case *k, int64_t at_ms,
    const struct law_number ***out, size_t *n)
{
	const struct law_kind *kind = NULL;
	int32_t day = day_of(at_ms);
	TRY(law_kind(c, k->kind, &kind));
	const struct law_number **list =
	    arena_array(c->mem, const struct law_number *, c->law->row_count);
	size_t found = 0;
	for (size_t i = 0; i < c->law->row_count; i++) {
		const struct law_row *row = &c->law->rows[i];
		if (row->n.from <= day && day <= row->n.to && binds(row, kind, k->mandatory))
			list[found++] = &row->n;
	}
	*out = list;
	*n = found;
	return OK;
}

size_t law_regions(const struct law *law, const struct law_region **first)
{
	*first = law->regions;
	return law->region_count;
}

static int by_code(const void *a, const void *b)
{
	const struct law_region *x = a, *y = b;
	return x->code < y->code ? -1 : x->code > y->code;
}

const struct law_region *law_region(const struct law *law, int32_t code)
{
	const struct law_region wanted = { .code = code };
	return bsearch(&wanted, law->regions, law->region_count, sizeof(wanted), by_code);
}

int32_t law_region_above(const struct law *law, int32_t code)
{
	/* the cities of the Corps are numbered within Xinjiang */
	if (code / 1000 == 659)
		return 660000;
	for (int32_t unit = 100; unit <= 10000; unit *= 100) {
		int32_t above = code / unit * unit;
		if (above != code && law_region(law, above) != NULL)
			return above;
	}
	return 0;
}

int32_t law_region_member(const struct law *law, int32_t code)
{
	for (int32_t above = code; above != 0; above = law_region_above(law, code))
		code = above;
	return code;
}

enum err law_region_parse(struct ctx *c, const char *field, const char *text, int32_t *out)
{
	int32_t code = 0;
	size_t n = strspn(text, "0123456789");
	for (size_t i = 0; i < n && n == 6; i++)
		code = code * 10 + (text[i] - '0');
	/* a county counts as the prefecture it lies in, which is as fine as the list goes */
	if (text[n] == '\0' && law_region(c->law, code) == NULL && code % 10000 >= 100)
		code -= code % 100;
	if (text[n] != '\0' || law_region(c->law, code) == NULL)
		return fail_at(c, E_BAD_FIELD, field, text,
		    "the six digits (GB/T 2260) of a region of the alliance");
	*out = code;
	return OK;
}
