#include "config.h"

#include <stdlib.h>

#include "base/mem.h"
#include "overlay.h"

void overlay_init(struct overlay *overlay, const char *name, bool files)
{
	overlay->real = sqlite3_vfs_find(NULL);
	overlay->vfs = *overlay->real;
	overlay->vfs.zName = name;
	overlay->vfs.pNext = NULL;
	if (files)
		overlay->vfs.szOsFile = sizeof(struct overlay_file);
}

void overlay_lay(struct overlay *overlay)
{
	sqlite3_vfs_register(&overlay->vfs, 1);
}

void overlay_lift(struct overlay *overlay)
{
	sqlite3_vfs_unregister(&overlay->vfs);
	sqlite3_vfs_register(overlay->real, 1);
}

int overlay_open(const struct overlay *overlay, const sqlite3_io_methods *methods, const char *name, sqlite3_file *file,
		 int flags, int *out)
{
	struct overlay_file *opened = (struct overlay_file *)file;
	int rc;

	opened->base.pMethods = NULL;
	opened->real = mem_new((size_t)overlay->real->szOsFile);
	rc = overlay->real->xOpen(overlay->real, name, opened->real, flags, out);
	if (rc == SQLITE_OK)
		opened->base.pMethods = methods;
	else
		free(opened->real);
	return rc;
}

sqlite3_file *overlay_real(sqlite3_file *file)
{
	return ((struct overlay_file *)file)->real;
}

int overlay_close(sqlite3_file *file)
{
	sqlite3_file *real = overlay_real(file);
	int rc = real->pMethods->xClose(real);

	free(real);
	return rc;
}

int overlay_reserved(sqlite3_file *file, int *out)
{
	return overlay_real(file)->pMethods->xCheckReservedLock(overlay_real(file), out);
}

int overlay_control(sqlite3_file *file, int what, void *arg)
{
	return overlay_real(file)->pMethods->xFileControl(overlay_real(file), what, arg);
}

int overlay_sector(sqlite3_file *file)
{
	return overlay_real(file)->pMethods->xSectorSize(overlay_real(file));
}
