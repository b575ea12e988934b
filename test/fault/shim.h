/* shim.h - SQLite's files, made to fail: a VFS around the default one, counting writes and
 * syncs. */
#ifndef HENG_TEST_FAULT_SHIM_H
#define HENG_TEST_FAULT_SHIM_H

#include <stdbool.h>

enum shim_fault { SHIM_WRITE_IOERR, SHIM_WRITE_FULL, SHIM_SYNC_IOERR, SHIM_FAULTS };
extern const char *const shim_words[SHIM_FAULTS];

/* Becomes the default VFS; once. */
void shim_install(void);
/* The k-th operation of that kind from now on fails; with lasting also all that follow it. An
 * interrupted write leaves half of its bytes. */
void shim_arm(enum shim_fault fault, int k, bool lasting);
void shim_heal(void);
/* Operations that failed since the last shim_arm. */
int shim_struck(void);

#endif
