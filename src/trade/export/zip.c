#include "trade/export/zip.h"

#include <assert.h>
#include <errno.h>
#include <string.h>
#include <unistd.h>

#define LOCAL_BYTES 30
#define CENTRAL_BYTES 46
#define END_BYTES 22
#define HEADER_BYTES_MAX (CENTRAL_BYTES + ZIP_NAME_MAX)
#define VERSION 10       /* 1.0: stored files */
#define DATE_1980 0x0021 /* 1980-01-01 */
#define COPY_BYTES ((size_t)256 * 1024)
#define CRC_START 0xFFFFFFFFu

/* What both headers of a file say of it. */
struct record {
	const char *name;
	uint32_t crc, bytes, at;
};

struct crc {
	uint32_t table[256];
};

struct zip_writer {
	int fd;
	int64_t at;
	struct crc crc;
	size_t n, most;
	struct record *records;
	uint8_t *block; /* for copying */
};

static void crc_init(struct crc *t)
{
	for (uint32_t i = 0; i < 256; i++) {
		uint32_t r = i;
		for (int bit = 0; bit < 8; bit++)
			r = (r & 1) != 0 ? r >> 1 ^ 0xEDB88320u : r >> 1;
		t->table[i] = r;
	}
}

static uint32_t crc_add(const struct crc *t, uint32_t crc, const uint8_t *p, size_t n)
{
	for (size_t i = 0; i < n; i++)
		crc = t->table[(crc ^ p[i]) & 0xFF] ^ crc >> 8;
	return crc;
}

static uint8_t *put(uint8_t *to, int bytes, uint32_t v)
{
	for (int i = 0; i < bytes; i++)
		*to++ = (uint8_t)(v >> 8 * i);
	return to;
}

static uint32_t get(const uint8_t *from, int bytes)
{
	uint32_t v = 0;
	for (int i = bytes - 1; i >= 0; i--)
		v = v << 8 | from[i];
	return v;
}

/* The fields that stand in both headers, from "version needed" to the length of the extra field. */
static uint8_t *put_common(uint8_t *p, const struct record *r)
{
	p = put(p, 2, VERSION);
	p = put(p, 2, 0); /* flags */
	p = put(p, 2, 0); /* method: stored */
	p = put(p, 2, 0); /* time */
	p = put(p, 2, DATE_1980);
	p = put(p, 4, r->crc);
	p = put(p, 4, r->bytes);
	p = put(p, 4, r->bytes);
	p = put(p, 2, (uint32_t)strlen(r->name));
	return put(p, 2, 0);
}

static size_t local_header(uint8_t *to, const struct record *r)
{
	size_t name_n = strlen(r->name);
	uint8_t *p = put_common(put(to, 4, 0x04034b50), r);
	memcpy(p, r->name, name_n);
	return LOCAL_BYTES + name_n;
}

static size_t central_header(uint8_t *to, const struct record *r)
{
	size_t name_n = strlen(r->name);
	uint8_t *p = put_common(put(put(to, 4, 0x02014b50), 2, VERSION), r);
	memset(p, 0, 10); /* comment, disk, internal and external attributes */
	p = put(p + 10, 4, r->at);
	memcpy(p, r->name, name_n);
	return CENTRAL_BYTES + name_n;
}

static void end_record(uint8_t to[END_BYTES], size_t files, uint32_t bytes, uint32_t at)
{
	uint8_t *p = put(put(to, 4, 0x06054b50), 4, 0); /* disks */
	p = put(put(p, 2, (uint32_t)files), 2, (uint32_t)files);
	p = put(put(p, 4, bytes), 4, at);
	put(p, 2, 0); /* comment */
}

bool zip_name_valid(const char *name)
{
	bool start = true;
	size_t n = strlen(name);
	if (n == 0 || n > ZIP_NAME_MAX || name[n - 1] == '/')
		return false;
	for (const char *p = name; *p != '\0'; p++) {
		bool plain = (*p >= 'a' && *p <= 'z') || (*p >= 'A' && *p <= 'Z') ||
		             (*p >= '0' && *p <= '9');
		bool mark = *p == '-' || *p == '_' || *p == '.' || *p == '/';
		if (!plain && (!mark || start))
			return false;
		start = *p == '/';
	}
	return true;
}

/* Reading. */

struct reader {
	struct ctx *c;
	struct bytes zip;
	size_t at;
	struct crc crc;
};

static enum err broken(struct reader *r, const char *what)
{
	return fail_at(r->c, E_BAD_REQUEST, ZIP_STRUCTURE, NULL, "byte %zu: %s", r->at, what);
}

static enum err check_content(struct reader *r, const struct record *rec)
{
	uint32_t crc = crc_add(&r->crc, CRC_START, r->zip.p + r->at, rec->bytes) ^ CRC_START;
	if (crc != rec->crc)
		return fail_at(r->c, E_BAD_REQUEST, rec->name, NULL,
		    "its content has another check sum than its header says");
	return OK;
}

/* One file with its header: what the header says is written again and compared. */
static enum err read_local(struct reader *r, const char *before, struct record *out)
{
	const uint8_t *p = r->zip.p + r->at;
	size_t left = r->zip.n - r->at;
	uint8_t want[HEADER_BYTES_MAX];
	if (left < LOCAL_BYTES)
		return broken(r, "no room for another file");
	size_t name_n = get(p + 26, 2);
	if (name_n > ZIP_NAME_MAX || name_n > left - LOCAL_BYTES)
		return broken(r, "a name is too long");
	struct record rec = {
		.crc = get(p + 14, 4), .bytes = get(p + 22, 4), .at = (uint32_t)r->at
	};
	rec.name = arena_copy(r->c->mem, p + LOCAL_BYTES, name_n);
	if (strlen(rec.name) != name_n || !zip_name_valid(rec.name))
		return broken(r, "a name is not of the allowed form");
	if (before != NULL && strcmp(before, rec.name) >= 0)
		return broken(r, "the files are not sorted by name");
	size_t header_n = local_header(want, &rec);
	if (memcmp(p, want, header_n) != 0)
		return fail_at(
		    r->c, E_BAD_REQUEST, rec.name, NULL, "its header is not of the canonical form");
	if (rec.bytes > left - header_n)
		return fail_at(r->c, E_BAD_REQUEST, rec.name, NULL, "it is cut off");
	r->at += header_n;
	TRY(check_content(r, &rec));
	r->at += rec.bytes;
	*out = rec;
	return OK;
}

static enum err read_directory(struct reader *r, const struct record *records, size_t n)
{
	uint8_t want[HEADER_BYTES_MAX];
	size_t start = r->at;
	for (size_t i = 0; i < n; i++) {
		size_t header_n = central_header(want, &records[i]);
		const uint8_t *p = r->zip.p + r->at;
		if (header_n > r->zip.n - r->at)
			return broken(r, "the directory is cut off");
		if (memcmp(p + CENTRAL_BYTES, want + CENTRAL_BYTES, header_n - CENTRAL_BYTES) != 0)
			return broken(r, "the directory has another name than the file itself");
		if (memcmp(p, want, header_n) != 0)
			return fail_at(r->c, E_BAD_REQUEST, records[i].name, NULL,
			    "the directory says something else of it");
		r->at += header_n;
	}
	end_record(want, n, (uint32_t)(r->at - start), (uint32_t)start);
	if (r->zip.n - r->at != END_BYTES || memcmp(r->zip.p + r->at, want, END_BYTES) != 0)
		return broken(r, "the end of the zip is not of the canonical form");
	return OK;
}

enum err zip_read(struct ctx *c, struct bytes zip, struct zip_file **out, size_t *n)
{
	struct reader r = { .c = c, .zip = zip };
	if (zip.n < END_BYTES || zip.n > (size_t)ZIP_BYTES_MAX)
		return broken(&r, "a zip has 22 bytes to 4 GiB");
	size_t count = get(zip.p + zip.n - END_BYTES + 10, 2);
	/* each file takes two headers, so that a small zip cannot ask for much memory */
	if (count > ZIP_FILES_MAX || count > zip.n / (LOCAL_BYTES + CENTRAL_BYTES))
		return broken(&r, "the end of the zip is not of the canonical form");
	struct record *records = arena_array(c->mem, struct record, count);
	struct zip_file *files = arena_array(c->mem, struct zip_file, count);
	crc_init(&r.crc);
	for (size_t i = 0; i < count; i++) {
		TRY(read_local(&r, i > 0 ? records[i - 1].name : NULL, &records[i]));
		files[i].name = records[i].name;
		files[i].content =
		    (struct bytes){ zip.p + r.at - records[i].bytes, records[i].bytes };
	}
	TRY(read_directory(&r, records, count));
	*out = files;
	*n = count;
	return OK;
}

/* Writing. */

struct zip_writer *zip_begin(struct ctx *c, int fd, size_t most)
{
	struct zip_writer *w = arena_new_of(c->mem, struct zip_writer);
	w->fd = fd;
	w->most = most;
	w->records = arena_array(c->mem, struct record, most);
	crc_init(&w->crc);
	return w;
}

static enum err write_at(
    struct ctx *c, const struct zip_writer *w, int64_t at, const void *p, size_t n)
{
	if (at + (int64_t)n > ZIP_BYTES_MAX)
		return fail(c, E_TOO_LARGE, "a zip of this form has at most 4 GiB");
	for (const char *from = p; n > 0;) {
		ssize_t done = pwrite(w->fd, from, n, at);
		if (done < 0 && errno == EINTR)
			continue;
		if (done <= 0)
			return fail(
			    c, errno == ENOSPC ? E_STORE_FULL : E_STORE, "%s", strerror(errno));
		from += done;
		at += done;
		n -= (size_t)done;
	}
	return OK;
}

static struct record next_record(struct ctx *c, const struct zip_writer *w, const char *name)
{
	assert(zip_name_valid(name));
	assert(w->n < w->most && w->n < ZIP_FILES_MAX);
	assert(w->n == 0 || strcmp(w->records[w->n - 1].name, name) < 0);
	return (struct record){ .name = arena_text(c->mem, name), .at = (uint32_t)w->at };
}

/* The content stands already behind the room of this header. */
static enum err finish_record(struct ctx *c, struct zip_writer *w, const struct record *r)
{
	uint8_t header[HEADER_BYTES_MAX];
	size_t n = local_header(header, r);
	TRY(write_at(c, w, w->at, header, n));
	w->at += (int64_t)n + r->bytes;
	w->records[w->n++] = *r;
	return OK;
}

enum err zip_add(struct ctx *c, struct zip_writer *w, const char *name, struct bytes content)
{
	struct record r = next_record(c, w, name);
	TRY(write_at(c, w, w->at + LOCAL_BYTES + (int64_t)strlen(name), content.p, content.n));
	r.crc = crc_add(&w->crc, CRC_START, content.p, content.n) ^ CRC_START;
	r.bytes = (uint32_t)content.n;
	return finish_record(c, w, &r);
}

enum err zip_add_file(struct ctx *c, struct zip_writer *w, const char *name, int in)
{
	struct record r = next_record(c, w, name);
	int64_t start = w->at + LOCAL_BYTES + (int64_t)strlen(name), at = start;
	uint32_t crc = CRC_START;
	ssize_t n;
	if (w->block == NULL)
		w->block = arena_alloc(c->mem, COPY_BYTES);
	while ((n = pread(in, w->block, COPY_BYTES, at - start)) > 0) {
		TRY(write_at(c, w, at, w->block, (size_t)n));
		crc = crc_add(&w->crc, crc, w->block, (size_t)n);
		at += n;
	}
	if (n < 0)
		return fail(c, E_STORE, "%s: %s", name, strerror(errno));
	r.crc = crc ^ CRC_START;
	r.bytes = (uint32_t)(at - start);
	return finish_record(c, w, &r);
}

enum err zip_end(struct ctx *c, struct zip_writer *w)
{
	int64_t start = w->at;
	uint8_t header[HEADER_BYTES_MAX];
	for (size_t i = 0; i < w->n; i++) {
		size_t n = central_header(header, &w->records[i]);
		TRY(write_at(c, w, w->at, header, n));
		w->at += (int64_t)n;
	}
	end_record(header, w->n, (uint32_t)(w->at - start), (uint32_t)start);
	return write_at(c, w, w->at, header, END_BYTES);
}
