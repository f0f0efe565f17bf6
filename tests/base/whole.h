/* A file as one text, for tests that look into what was written or into what is shipped. */
#ifndef TESTS_BASE_WHOLE_H
#define TESTS_BASE_WHOLE_H

/* All of the file; the test fails where it cannot be read. Owned. */
char *whole_file(const char *path);

/* The same of a file of the sources, whose path begins in their folder: "man/caseclock.1". Owned. */
char *whole_source(const char *name);

#endif
