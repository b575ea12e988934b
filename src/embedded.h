/* embedded.h - files that travel inside the binary: law, schemas, the portal's style. */
#ifndef HENG_EMBEDDED_H
#define HENG_EMBEDDED_H

struct embedded {
	const char *name;        /* path in the source tree */
	const char *begin, *end; /* a NUL stands at end */
};
extern const struct embedded embedded_files[]; /* by name; ends with name NULL */

#endif
