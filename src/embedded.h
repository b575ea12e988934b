/* embedded.h - files that travel inside the binary: law, schemas, the portal's style; what pages
 * load also compressed, under its name with .gz. */
#ifndef HENG_EMBEDDED_H
#define HENG_EMBEDDED_H

struct embedded {
	const char *name;        /* path in the source tree */
	const char *begin, *end; /* a NUL stands at end */
	const char *digest;      /* SHA-256, hex */
};
extern const struct embedded embedded_files[]; /* by name; ends with name NULL */
/* NULL: it was not there when the program was built. */
const struct embedded *embedded_find(const char *name);

#endif
