/* A disk laid over the real one: the engine's calls pass through it, but for those that a test takes for itself. */
#ifndef TESTS_FAULT_OVERLAY_H
#define TESTS_FAULT_OVERLAY_H

#include <stdbool.h>
#include <sqlite3.h>

struct overlay {
	sqlite3_vfs vfs;
	sqlite3_vfs *real;
};

/* What the engine holds of an open file. */
struct overlay_file {
	sqlite3_file base;
	sqlite3_file *real;
	int which;	/* the test's own */
};

/* Makes it a disk of that name that passes everything through; the test then puts functions of its own into
 * overlay->vfs. files: its xOpen will be one that calls overlay_open. */
void overlay_init(struct overlay *overlay, const char *name, bool files);

/* From now on what the engine opens is on it, until overlay_lift. */
void overlay_lay(struct overlay *overlay);

/* Back to the real disk. */
void overlay_lift(struct overlay *overlay);

/* Opens the real file, for the test's own xOpen; methods are what is then called of it. */
int overlay_open(const struct overlay *overlay, const sqlite3_io_methods *methods, const char *name, sqlite3_file *file,
		 int flags, int *out);

/* The real file of an open one. */
sqlite3_file *overlay_real(sqlite3_file *file);

/* Methods that pass through. */
int overlay_close(sqlite3_file *file);
int overlay_reserved(sqlite3_file *file, int *out);
int overlay_control(sqlite3_file *file, int what, void *arg);
int overlay_sector(sqlite3_file *file);

#endif
