#include "embedded.h"

#include <string.h>

const struct embedded *embedded_find(const char *name)
{
	const struct embedded *e = embedded_files;
	while (e->name != NULL && strcmp(e->name, name) != 0)
		e++;
	return e->name != NULL ? e : NULL;
}
