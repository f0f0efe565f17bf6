/* A folder of a test's own, for tests that work on files. */
#ifndef TESTS_BASE_FOLDER_H
#define TESTS_BASE_FOLDER_H

/* Removes the folder with all that is in it, as far as that can be done; nothing where there is none. */
void folder_remove(const char *folder);

#endif
