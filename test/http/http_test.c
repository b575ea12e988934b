/* http_test.c - what a library would not send: slow, cut, too large, out of order; live events, and
 * the end of a server under load. The last line is "N passed, N failed". */
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "test/http/site.h"

static int passed, failed;

static void count(bool ok, const char *name)
{
	passed += ok;
	failed += !ok;
	printf("%s http     %s\n", ok ? "ok  " : "FAIL", name);
	fflush(stdout);
}

int main(int argc, char **argv)
{
	static const struct {
		const char *name;
		bool (*run)(struct site *s);
		int64_t limit_ms;
	} parts[] = {
		{ "too large, unknown, misaddressed", limits_hold, 0 },
		{ "media types, and CSRF", types_and_csrf, 0 },
		{ "what is compressed, and what never is", packs_what_it_may, 0 },
		{ "20 MB in 5 chunks, cut and resumed", uploads_go_on, 0 },
		{ "a write repeated under load has its receipt", repeated_under_load, 0 },
		{ "live events, once each", events_come_once, 0 },
		{ "slow clients are cut, slow readers are not", slow_clients_end, SLOW_LIMIT_MS },
	};
	signal(SIGPIPE, SIG_IGN);
	for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++) {
		struct site s;
		if (argc > 1 && strstr(parts[i].name, argv[1]) == NULL)
			continue;
		bool ok = site_open(&s, parts[i].limit_ms) && parts[i].run(&s);
		site_close(&s);
		count(ok, parts[i].name);
	}
	struct arena *mem = arena_new((size_t)1 << 30);
	if (argc == 1 || strstr("stop", argv[1]) != NULL)
		count(stop_is_orderly(mem, argv[0]), "an orderly stop under load");
	arena_free(mem);
	printf("%d passed, %d failed\n", passed, failed);
	return failed != 0;
}
