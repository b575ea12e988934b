/* load.h - a load generator: many connections, one thread, requests made beforehand. */
#ifndef HENG_BENCH_LOAD_H
#define HENG_BENCH_LOAD_H

#include <stddef.h>
#include <stdint.h>

struct load_request {
	const char *text; /* a whole HTTP/1.1 request, keep-alive */
	size_t n;
};
struct load {
	uint16_t port;
	unsigned connections;
	/* Request number i of connection c; count in all a connection. */
	const struct load_request *(*request)(void *arg, unsigned connection, unsigned i);
	void *arg;
	unsigned each; /* requests a connection */
};
struct load_result {
	uint64_t answered, refused, lost; /* 2xx; other statuses; no answer */
	double seconds;
	int64_t p50_us, p99_us, worst_us;
	char first_refusal[400];
};
struct load_result load_run(const struct load *l);

#endif
