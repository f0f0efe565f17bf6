/* A folder into which another system puts its extracts. */
#ifndef CLI_IMPORT_FOLDER_H
#define CLI_IMPORT_FOLDER_H

#include <stdint.h>
#include "cli/command.h"

/* Takes these files in as one command would: words are the format (or none, with a map) and the files. list:
 * where refusals go as CSV too, NULL nowhere. *refused counts rows, and lists that could not be read. */
typedef bool import_words(struct cli *cli, const char **words, size_t n, const char *list, int64_t *refused,
			  struct error *err);

/* Takes in what lies in the folder, all files together, else each for itself, and moves each into done/ or refused/
 * in it, with what was refused or why beside it. Hidden files and those that end in .part, .tmp or ~ are let be. A
 * failure that is none of the files (the database, rights, an interrupt) leaves them where they are. */
bool import_folder(struct cli *cli, const char *folder, import_words *take, int64_t *refused, struct error *err);

#endif
