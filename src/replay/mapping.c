#include "replay/mapping.h"

#include <cyaml/cyaml.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/moment.h"
#include "replay/csv.h"

#define FIELDS_OF_COLUMNS(X) \
	X(auction)           \
	X(date)              \
	X(title) X(details) X(ceiling) X(floor) X(tenderer) X(name) X(price) X(rejected) X(winner)

struct columns {
#define X(name) char *name;
	FIELDS_OF_COLUMNS(X)
#undef X
};
struct mapping {
	char *kind, *principal, *scheme, *lead_days;
	struct columns columns;
};

static const cyaml_schema_field_t column_fields[] = {
#define X(name) CYAML_FIELD_STRING_PTR(#name, CYAML_FLAG_POINTER, struct columns, name, 1, 100),
	FIELDS_OF_COLUMNS(X)
#undef X
	    CYAML_FIELD_END,
};
static const cyaml_schema_field_t mapping_fields[] = {
	CYAML_FIELD_STRING_PTR("kind", CYAML_FLAG_POINTER, struct mapping, kind, 1, 100),
	CYAML_FIELD_STRING_PTR("principal", CYAML_FLAG_POINTER, struct mapping, principal, 1, 200),
	CYAML_FIELD_STRING_PTR("scheme", CYAML_FLAG_POINTER, struct mapping, scheme, 1, 40),
	CYAML_FIELD_STRING_PTR("lead_days", CYAML_FLAG_POINTER, struct mapping, lead_days, 1, 4),
	CYAML_FIELD_MAPPING("columns", CYAML_FLAG_DEFAULT, struct mapping, columns, column_fields),
	CYAML_FIELD_END,
};
static const cyaml_schema_value_t mapping_schema = {
	CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, struct mapping, mapping_fields),
};

static void first_complaint(cyaml_log_t level, void *arg, const char *fmt, va_list ap)
{
	char *line = arg;
	if (level >= CYAML_LOG_ERROR && *line == '\0')
		vsnprintf(line, 200, fmt, ap);
}

/* Column numbers, by the names of the mapping. */
struct where {
#define X(name) int name;
	FIELDS_OF_COLUMNS(X)
#undef X
};

static enum err find_columns(
    struct ctx *c, const struct csv *t, const struct columns *names, struct where *out)
{
#define X(field)                                  \
	out->field = csv_column(t, names->field); \
	if (out->field < 0)                       \
		return fail(c, E_BAD_REQUEST, "the table has no column %s", names->field);
	FIELDS_OF_COLUMNS(X)
#undef X
	return OK;
}

struct row {
	const struct csv *t;
	size_t n;
};
static const char *cell(const struct row *r, int column)
{
	return r->t->cells[r->n * r->t->columns + (size_t)column];
}

static enum err read_offer(
    struct ctx *c, const struct where *w, const struct row *r, struct auction *a)
{
	size_t times = 1;
	struct offer *o = &a->offers[a->offer_count];
	o->tenderer = cell(r, w->tenderer);
	a->end = MARKET_ARCHIVE;
	for (size_t i = 0; i < a->offer_count; i++)
		times += strncmp(a->offers[i].tenderer, o->tenderer, strlen(o->tenderer)) == 0 &&
		         strcspn(a->offers[i].tenderer, "#") == strlen(o->tenderer);
	/* who appears twice on one auction is two tenderers */
	if (times > 1)
		o->tenderer = arena_printf(c->mem, "%s#%zu", o->tenderer, times);
	o->name = times > 1 ? arena_printf(c->mem, "%s (%zu)", cell(r, w->name), times)
	                    : cell(r, w->name);
	o->price = cell(r, w->price);
	o->rejected = strcmp(cell(r, w->rejected), "1") == 0;
	o->winner = strcmp(cell(r, w->winner), "1") == 0;
	a->offer_count++;
	return OK;
}

struct order {
	const char *auction;
	size_t row;
};

static int by_auction(const void *x, const void *y)
{
	const struct order *a = x, *b = y;
	int by_name = strcmp(a->auction, b->auction);
	return by_name != 0 ? by_name : a->row < b->row ? -1 : 1;
}

/* Rows of one auction may stand anywhere in the table. */
static enum err read_rows(
    struct ctx *c, const struct csv *t, const struct where *w, struct market *m)
{
	m->auctions = arena_array(c->mem, struct auction, t->rows);
	struct offer *offers = arena_array(c->mem, struct offer, t->rows);
	struct order *order = arena_array(c->mem, struct order, t->rows);
	struct auction *a = NULL;
	for (size_t i = 0; i < t->rows; i++) {
		const struct row r = { t, i };
		order[i] = (struct order){ cell(&r, w->auction), i };
	}
	qsort(order, t->rows, sizeof(*order), by_auction);
	for (size_t i = 0; i < t->rows; i++) {
		const struct row r = { t, order[i].row };
		if (a == NULL || strcmp(a->id, order[i].auction) != 0) {
			a = &m->auctions[m->auction_count++];
			a->id = order[i].auction;
			a->ceiling = cell(&r, w->ceiling);
			a->floor = cell(&r, w->floor);
			a->offers = &offers[i];
			a->title =
			    arena_printf(c->mem, "%s %s", cell(&r, w->title), cell(&r, w->details));
			if (day_parse(c, "date", cell(&r, w->date), &a->day) != OK)
				return fail(c, E_BAD_REQUEST, "row %zu: %s is no date",
				    order[i].row + 2, cell(&r, w->date));
		}
		TRY(read_offer(c, w, &r, a));
	}
	qsort(m->auctions, m->auction_count, sizeof(*m->auctions), market_by_day);
	return m->auction_count > 0 ? OK : fail(c, E_BAD_REQUEST, "the table is empty");
}

enum err market_read(struct ctx *c, const char *table, const char *mapping, struct market *out)
{
	char complaint[200] = "";
	const cyaml_config_t config = { .log_fn = first_complaint,
		.log_ctx = complaint,
		.log_level = CYAML_LOG_ERROR,
		.mem_fn = cyaml_mem };
	struct mapping *map = NULL;
	struct csv t;
	struct where w;
	struct market m = { 0 };
	cyaml_err_t rc =
	    cyaml_load_file(mapping, &config, &mapping_schema, (cyaml_data_t **)(void *)&map, NULL);
	if (rc != CYAML_OK)
		return fail(c, E_LAW_FILE, "%s: %s %s", mapping, cyaml_strerror(rc), complaint);
	m.kind = arena_text(c->mem, map->kind);
	m.principal = arena_text(c->mem, map->principal);
	m.code_scheme = arena_text(c->mem, map->scheme);
	char *end = NULL;
	m.lead_days = (int)strtol(map->lead_days, &end, 10);
	enum err e = *end == '\0' && m.lead_days >= 0 && m.lead_days <= 365
	                 ? csv_read(c, table, &t)
	                 : fail(c, E_LAW_FILE, "%s: lead_days is 0 to 365", mapping);
	if (e == OK)
		e = find_columns(c, &t, &map->columns, &w);
	cyaml_free(&config, &mapping_schema, map, 0);
	TRY(e);
	TRY(read_rows(c, &t, &w, &m));
	*out = m;
	return OK;
}
