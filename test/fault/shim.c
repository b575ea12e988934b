#include "test/fault/shim.h"

#include <assert.h>
#include <sqlite3.h>
#include <stdatomic.h>
#include <stddef.h>

const char *const shim_words[SHIM_FAULTS] = { "write: I/O error", "write: disk full",
	"sync: I/O error" };

/* What SQLite gives us to call, and beside it the file of the VFS below. */
struct faulty {
	sqlite3_file base;
	_Alignas(sqlite3_int64) unsigned char below[];
};

static struct {
	sqlite3_vfs vfs, *below;
	_Atomic int fault, left, struck; /* left: operations until the first that fails */
	_Atomic bool armed, lasting;
} shim;

static sqlite3_file *below(sqlite3_file *f)
{
	return (sqlite3_file *)(void *)((struct faulty *)(void *)f)->below;
}

static bool strikes(bool write)
{
	if (!shim.armed || write != (shim.fault != SHIM_SYNC_IOERR))
		return false;
	int left = --shim.left;
	if (left > 0 || (left < 0 && !shim.lasting))
		return false;
	shim.struck++;
	return true;
}

static int shim_write(sqlite3_file *f, const void *p, int n, sqlite3_int64 at)
{
	if (!strikes(true))
		return below(f)->pMethods->xWrite(below(f), p, n, at);
	if (shim.fault == SHIM_WRITE_FULL)
		return SQLITE_FULL;
	below(f)->pMethods->xWrite(below(f), p, n / 2, at);
	return SQLITE_IOERR_WRITE;
}

static int shim_sync(sqlite3_file *f, int flags)
{
	return strikes(false) ? SQLITE_IOERR_FSYNC : below(f)->pMethods->xSync(below(f), flags);
}

static int shim_close(sqlite3_file *f)
{
	return below(f)->pMethods->xClose(below(f));
}

static int shim_read(sqlite3_file *f, void *p, int n, sqlite3_int64 at)
{
	return below(f)->pMethods->xRead(below(f), p, n, at);
}

static int shim_truncate(sqlite3_file *f, sqlite3_int64 size)
{
	return below(f)->pMethods->xTruncate(below(f), size);
}

static int shim_size(sqlite3_file *f, sqlite3_int64 *out)
{
	return below(f)->pMethods->xFileSize(below(f), out);
}

static int shim_lock(sqlite3_file *f, int level)
{
	return below(f)->pMethods->xLock(below(f), level);
}

static int shim_unlock(sqlite3_file *f, int level)
{
	return below(f)->pMethods->xUnlock(below(f), level);
}

static int shim_reserved(sqlite3_file *f, int *out)
{
	return below(f)->pMethods->xCheckReservedLock(below(f), out);
}

static int shim_control(sqlite3_file *f, int op, void *arg)
{
	return below(f)->pMethods->xFileControl(below(f), op, arg);
}

static int shim_sector(sqlite3_file *f)
{
	return below(f)->pMethods->xSectorSize(below(f));
}

static int shim_device(sqlite3_file *f)
{
	return below(f)->pMethods->xDeviceCharacteristics(below(f));
}

static int shim_shm_map(sqlite3_file *f, int page, int size, int extend, void volatile **out)
{
	return below(f)->pMethods->xShmMap(below(f), page, size, extend, out);
}

static int shim_shm_lock(sqlite3_file *f, int at, int n, int flags)
{
	return below(f)->pMethods->xShmLock(below(f), at, n, flags);
}

static void shim_shm_barrier(sqlite3_file *f)
{
	below(f)->pMethods->xShmBarrier(below(f));
}

static int shim_shm_unmap(sqlite3_file *f, int drop)
{
	return below(f)->pMethods->xShmUnmap(below(f), drop);
}

static const sqlite3_io_methods methods = { .iVersion = 2,
	.xClose = shim_close,
	.xRead = shim_read,
	.xWrite = shim_write,
	.xTruncate = shim_truncate,
	.xSync = shim_sync,
	.xFileSize = shim_size,
	.xLock = shim_lock,
	.xUnlock = shim_unlock,
	.xCheckReservedLock = shim_reserved,
	.xFileControl = shim_control,
	.xSectorSize = shim_sector,
	.xDeviceCharacteristics = shim_device,
	.xShmMap = shim_shm_map,
	.xShmLock = shim_shm_lock,
	.xShmBarrier = shim_shm_barrier,
	.xShmUnmap = shim_shm_unmap };

static int shim_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *f, int flags, int *flags_out)
{
	(void)vfs;
	below(f)->pMethods = NULL;
	int rc = shim.below->xOpen(shim.below, name, below(f), flags, flags_out);
	f->pMethods = below(f)->pMethods == NULL ? NULL : &methods;
	return rc;
}

void shim_install(void)
{
	shim.below = sqlite3_vfs_find(NULL);
	shim.vfs = *shim.below;
	shim.vfs.pNext = NULL;
	shim.vfs.zName = "shim";
	shim.vfs.szOsFile = (int)sizeof(struct faulty) + shim.below->szOsFile;
	shim.vfs.xOpen = shim_open;
	int rc = sqlite3_vfs_register(&shim.vfs, 1);
	assert(rc == SQLITE_OK);
}

void shim_arm(enum shim_fault fault, int k, bool lasting)
{
	shim.armed = false;
	shim.fault = (int)fault;
	shim.left = k;
	shim.lasting = lasting;
	shim.struck = 0;
	shim.armed = true;
}

void shim_heal(void)
{
	shim.armed = false;
}

int shim_struck(void)
{
	return shim.struck;
}
