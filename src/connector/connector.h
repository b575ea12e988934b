/* connector.h - a program between a centre and one other system. Private to this room. */
#ifndef HENG_CONNECTOR_CONNECTOR_H
#define HENG_CONNECTOR_CONNECTOR_H

#include "replay/feed.h"

/* CENTRE OTHER --token FILE [--name NAME] */
struct connector {
	struct feed *centre, *other;
	const char *token; /* of the centre, from the file's first line */
	const char *name;  /* NULL: not told */
};
/* Ends the program on a wrong command line. NOT_FOUND: the file holds no token. */
enum err connector_begin(
    struct ctx *c, int argc, char **argv, const char *purpose, struct connector *out) CHECKED;
void connector_end(struct connector *x);

#endif
