/* command_revocations.c - revocations: lists of revoked certificates, from where the trust list
 * says.
 *
 * The server itself calls nobody: it takes a file that changed. A list is signed, so it may come
 * over plain http; it is put in place only where it holds and is not older than what is there. */
#include <argp.h>
#include <curl/curl.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "command.h"
#include "commands.h"
#include "core/base/limits.h"
#include "core/trust/authority.h"

#define FETCH_SECONDS 120L
#define ARENA_BYTES ((size_t)2 * LIMIT_CRL_BYTES + LIMIT_ARENA_BYTES)

struct revocations_args {
	const char *dir;
};

static error_t parse(int key, char *arg, struct argp_state *state)
{
	struct revocations_args *a = state->input;
	switch (key) {
	case ARGP_KEY_ARG:
		if (a->dir != NULL)
			argp_usage(state);
		a->dir = arg;
		return 0;
	case ARGP_KEY_END:
		if (a->dir == NULL)
			argp_usage(state);
		return 0;
	default:
		return ARGP_ERR_UNKNOWN;
	}
}

/* A download that stops where it would be too long. */
struct download {
	FILE *f;
	long bytes;
};

static size_t take(char *p, size_t size, size_t n, void *to)
{
	struct download *d = to;
	d->bytes += (long)(size * n);
	return d->bytes > LIMIT_CRL_BYTES ? 0 : fwrite(p, size, n, d->f);
}

static enum err fetch(struct ctx *c, const char *url, FILE *f)
{
	struct download d = { f, 0 };
	long status = 0;
	CURL *curl = curl_easy_init();
	if (curl == NULL)
		return fail(c, E_INTERNAL, "no memory for a download");
	curl_easy_setopt(curl, CURLOPT_URL, url);
	curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
	curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
	curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(curl, CURLOPT_TIMEOUT, FETCH_SECONDS);
	curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take);
	curl_easy_setopt(curl, CURLOPT_WRITEDATA, &d);
	CURLcode rc = curl_easy_perform(curl);
	curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
	curl_easy_cleanup(curl);
	if (d.bytes > LIMIT_CRL_BYTES)
		return fail(c, E_TOO_LARGE, "%s: more than %ld bytes", url, LIMIT_CRL_BYTES);
	if (rc != CURLE_OK)
		return fail(c, E_BAD_REQUEST, "%s: %s", url, curl_easy_strerror(rc));
	return status == 200 ? OK : fail(c, E_BAD_REQUEST, "%s: it answered %ld", url, status);
}

/* To that path, down to the disk. */
static enum err fetch_to(struct ctx *c, const char *url, const char *path)
{
	FILE *f = fopen(path, "we");
	if (f == NULL)
		return fail(c, E_STORE, "%s: %s", path, strerror(errno));
	enum err e = fetch(c, url, f);
	bool kept = fflush(f) == 0 && fsync(fileno(f)) == 0;
	kept = fclose(f) == 0 && kept;
	return e == OK && !kept ? fail(c, E_STORE, "%s: %s", path, strerror(errno)) : e;
}

static enum err renew(
    struct ctx *c, struct trust *t, const char *dir, const char *id, const char *url)
{
	const char *home = arena_printf(c->mem, "%s/%s", dir, id),
	           *here = arena_printf(c->mem, "%s/ca.crl", home),
	           *new = arena_printf(c->mem, "%s/ca.crl.new", home);
	struct bytes der;
	if (mkdir(home, 0755) != 0 && errno != EEXIST)
		return fail(c, E_STORE, "%s: %s", home, strerror(errno));
	/* what is there already is not gone back behind; one that does not hold binds nobody */
	if (access(here, R_OK) == 0 && command_read(c, here, LIMIT_CRL_BYTES, &der) == OK &&
	    trust_crl(c, t, id, der) != OK)
		fprintf(stderr, "%s: %s does not hold\n", id, here);
	enum err e = fetch_to(c, url, new);
	if (e == OK)
		e = command_read(c, new, LIMIT_CRL_BYTES, &der);
	if (e == OK)
		e = trust_crl(c, t, id, der);
	if (e == OK && rename(new, here) != 0)
		e = fail(c, E_STORE, "%s: %s", here, strerror(errno));
	if (e != OK)
		unlink(new);
	return e;
}

static enum err read_list(struct ctx *c, const char *dir, struct trust **out)
{
	struct bytes note, keys;
	TRY(command_read(
	    c, arena_printf(c->mem, "%s/list.note", dir), LIMIT_TRUST_LIST_BYTES, &note));
	TRY(command_read(
	    c, arena_printf(c->mem, "%s/list.keys", dir), LIMIT_TRUST_LIST_BYTES, &keys));
	return trust_read(
	    c, arena_copy(c->mem, note.p, note.n), arena_copy(c->mem, keys.p, keys.n), "", out);
}

/* One authority that cannot be reached holds up no other. */
static enum err renew_all(struct ctx *c, struct trust *t, const char *dir)
{
	enum err all = OK;
	const char *id;
	for (size_t i = 0; (id = trust_id(t, i)) != NULL; i++) {
		const char *url = trust_crl_address(t, i);
		struct ctx one = *c;
		if (url == NULL)
			continue;
		one.mem = arena_new(ARENA_BYTES);
		enum err e = renew(&one, t, dir, id, url);
		if (e != OK)
			printf("%s: %s: %s\n", id, err_name(e),
			    one.fault.detail != NULL ? one.fault.detail : "");
		else
			printf("%s: taken\n", id);
		arena_free(one.mem);
		all = e != OK ? fail(c, e, "not all lists were taken") : all;
	}
	return all;
}

int command_revocations(int argc, char **argv)
{
	static const struct argp argp = { NULL, parse, "DIR",
		"Fetches the lists of revoked certificates of a trust folder's authorities, once.\v"
		"DIR is CENTRE/trust, whose list says where each is. Run it from a timer of the "
		"machine. A list that does not hold, or is older than the one there, changes "
		"nothing.",
		0, 0, 0 };
	struct revocations_args a = { 0 };
	struct ctx c = command_ctx();
	struct trust *t = NULL;
	argp_parse(&argp, argc, argv, 0, NULL, &a);
	curl_global_init(CURL_GLOBAL_DEFAULT);
	enum err e = read_list(&c, a.dir, &t);
	if (e == OK)
		e = renew_all(&c, t, a.dir);
	trust_free(t);
	int status = e == OK ? 0 : command_failed(&c, e);
	curl_global_cleanup();
	arena_free(c.mem);
	return status;
}
