#include "config.h"

#include <dirent.h>
#include <string.h>
#include <unistd.h>

#include "base/str.h"
#include "tests/base/folder.h"

void folder_remove(const char *folder)
{
	DIR *dir = opendir(folder);
	struct dirent *entry;

	while (dir && (entry = readdir(dir)) != NULL) {
		struct str_buf path = { 0 };

		if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
			continue;
		str_addf(&path, "%s/%s", folder, entry->d_name);
		/* A link to a folder goes as a file does: what it leads to stays. */
		if (unlink(path.text) != 0)
			folder_remove(path.text);
		str_done(&path);
	}
	if (dir)
		closedir(dir);
	rmdir(folder);
}
