/* table_http.c - what a search finds as a table: CSV for every program, XLSX for Excel. */
#include <fcntl.h>
#include <string.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include "core/base/id.h"
#include "core/base/limits.h"
#include "core/base/moment.h"
#include "core/http/http.h"
#include "portal/pages.h"
#include "portal/parts.h"
#include "portal/rows.h"

#define CSV_BYTES_MAX ((size_t)24 * 1024 * 1024)
#define COLUMNS 7
static const char *const heads[COLUMNS] = { "发布时间(北京)", "信息类型", "业务类型", "标题",
	"地区", "招标项目编号", "永久链接" };

/* The cells of a row, as the heads have them. */
static void cells_of(
    struct ctx *c, const struct row *row, const char *site, const char *cells[COLUMNS])
{
	cells[0] = moment_show(c, row->published_ms);
	cells[1] = part_type_zh(row->type);
	cells[2] = row->kind;
	cells[3] = row->title;
	cells[4] = row->region != NULL ? row->region : "";
	cells[5] = row->tender;
	cells[6] = arena_printf(c->mem, "%s/notices/%s", site != NULL ? site : "", row->id);
}

static const char *cut_zh(struct ctx *c)
{
	return arena_printf(c->mem,
	    "只含最新的 %s 条，后面还有；请缩小条件，或者从 /api/notices 逐页取得全部",
	    part_number(c, LIMIT_EXPORT_ROWS));
}

struct csv {
	struct buf b;
	const char *site;
};

static enum err csv_row(struct ctx *c, void *to, const struct row *row)
{
	struct csv *csv = to;
	const char *cells[COLUMNS];
	cells_of(c, row, csv->site, cells);
	buf_csv(&csv->b, cells, COLUMNS);
	return OK;
}

static enum err read_wanted(
    struct req *r, struct notice_query *q, struct rows_wanted *out, const char *ending)
{
	struct ctx *c = &r->c;
	TRY(notice_query_read(r, q));
	*out = (struct rows_wanted){ q, LIMIT_EXPORT_ROWS };
	r->reply.disposition = arena_printf(c->mem, "attachment; filename=\"notices-%s.%s\"",
	    day_text(c, day_of(c->now_ms)), ending);
	return OK;
}

enum err notices_csv(struct req *r)
{
	struct ctx *c = &r->c;
	struct notice_query q;
	struct rows_wanted wanted;
	struct csv csv = { .site = req_site(r) };
	bool cut;
	TRY(read_wanted(r, &q, &wanted, "csv"));
	buf_init(&csv.b, c->mem, CSV_BYTES_MAX);
	buf_text(&csv.b, CSV_BEGIN);
	buf_csv(&csv.b, heads, COLUMNS);
	TRY(rows_each(c, &wanted, csv_row, &csv, &cut));
	if (cut)
		buf_csv(
		    &csv.b, (const char *[COLUMNS]){ cut_zh(c), "", "", "", "", "", "" }, COLUMNS);
	r->reply.status = 200;
	r->reply.type = CSV_TYPE;
	r->reply.body = csv.b.p;
	r->reply.n = csv.b.n;
	return OK;
}

struct book {
	lxw_worksheet *sheet;
	const char *site;
	lxw_row_t at;
	lxw_error bad; /* the first */
};

static void book_cell(struct book *x, lxw_col_t column, const char *text)
{
	/* a text, never a formula, whatever it begins with */
	lxw_error e = worksheet_write_string(x->sheet, x->at, column, text, NULL);
	if (x->bad == LXW_NO_ERROR)
		x->bad = e;
}

static enum err book_row(struct ctx *c, void *to, const struct row *row)
{
	struct book *x = to;
	const char *cells[COLUMNS];
	cells_of(c, row, x->site, cells);
	for (lxw_col_t i = 0; i < COLUMNS - 1; i++)
		book_cell(x, i, cells[i]);
	if (x->site == NULL)
		book_cell(x, COLUMNS - 1, cells[COLUMNS - 1]);
	else if (worksheet_write_url(x->sheet, x->at, COLUMNS - 1, cells[COLUMNS - 1], NULL) !=
	         LXW_NO_ERROR)
		x->bad = LXW_ERROR_PARAMETER_VALIDATION;
	x->at++;
	return x->bad == LXW_NO_ERROR ? OK : fail(c, E_STORE, "%s", lxw_strerror(x->bad));
}

static void book_head(lxw_workbook *book, struct book *x)
{
	static const int widths[COLUMNS] = { 20, 18, 24, 60, 24, 30, 60 };
	lxw_format *bold = workbook_add_format(book);
	format_set_bold(bold);
	for (lxw_col_t i = 0; i < COLUMNS; i++) {
		worksheet_set_column(x->sheet, i, i, widths[i], NULL);
		worksheet_write_string(x->sheet, 0, i, heads[i], bold);
	}
	worksheet_freeze_panes(x->sheet, 1, 0);
	x->at = 1;
}

/* Row after row into the file: the library keeps no more than one in memory. */
static enum err write_book(
    struct req *r, const struct rows_wanted *wanted, const char *folder, const char *path)
{
	struct ctx *c = &r->c;
	lxw_workbook_options options = { .constant_memory = LXW_TRUE,
		.tmpdir = arena_text(c->mem, folder) };
	lxw_workbook *book = workbook_new_opt(path, &options);
	struct book x = { .site = req_site(r) };
	bool cut = false;
	if (book == NULL)
		return fail(c, E_STORE, "a workbook cannot be begun");
	x.sheet = workbook_add_worksheet(book, "公告");
	book_head(book, &x);
	enum err e = rows_each(c, wanted, book_row, &x, &cut);
	if (e == OK && cut)
		book_cell(&x, 0, cut_zh(c));
	lxw_error closed = workbook_close(book);
	TRY(e);
	return closed == LXW_NO_ERROR ? OK : fail(c, E_STORE, "%s", lxw_strerror(closed));
}

/* The file has no name any more when it is sent: it is gone with its last reader. */
enum err notices_xlsx(struct req *r)
{
	struct ctx *c = &r->c;
	struct notice_query q;
	struct rows_wanted wanted;
	const char *folder = arena_printf(c->mem, "%s/uploads", r->app->dir);
	const char *path = arena_printf(c->mem, "%s/%s.xlsx.part", folder, id_new(c));
	TRY(read_wanted(r, &q, &wanted, "xlsx"));
	enum err e = write_book(r, &wanted, folder, path);
	int fd = e == OK ? open(path, O_RDONLY | O_CLOEXEC) : -1;
	unlink(path);
	TRY(e);
	if (fd < 0)
		return fail(c, E_STORE, "the table cannot be read");
	r->reply.fd = fd;
	r->reply.status = 200;
	r->reply.type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
	return OK;
}
