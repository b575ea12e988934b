/* command.h - what the subcommands share: a context of the command line, and how they fail. */
#ifndef HENG_COMMAND_H
#define HENG_COMMAND_H

#include <stdbool.h>

#include "core/base/ctx.h"
#include "core/base/enc.h"

/* A context with the system's time and a seed of the system's. */
struct ctx command_ctx(void);
/* Says what went wrong on standard error; returns the exit status 1. */
int command_failed(struct ctx *c, enum err e);
/* A whole file of at most that many bytes. STORE, TOO_LARGE. */
enum err command_read(struct ctx *c, const char *path, long most, struct bytes *out) CHECKED;
/* The keys of a log from a file as /log/keys and heng log print them: a line each. STORE,
 * BAD_REQUEST. */
enum err command_keys(struct ctx *c, const char *path, const char **out) CHECKED;
/* A PIN or passphrase: the first line of that file, or NULL: typed at the terminal, unseen. The
 * caller wipes it. STORE, TOO_LARGE. */
#define SECRET_BYTES 256
enum err command_secret(
    struct ctx *c, const char *path, const char *prompt, char out[SECRET_BYTES]) CHECKED;
/* Writes a new file. CONFLICT: it is there; STORE. */
enum err command_write_new(struct ctx *c, const char *path, struct bytes b) CHECKED;
/* One act for a person in the folder of a centre, on its own connection, beside a process that may
 * serve it: at the centre's time, and without evidence, so it writes only what no act of a trade
 * says: sessions, credentials. Returns the exit status. */
int command_beside(
    const char *dir, enum err (*act)(struct ctx *c, const char *person), const char *person);
/* Removes a folder of ours and all that is in it; false: something stays. */
bool remove_folder(const char *path);

#endif
