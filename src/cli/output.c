#include "config.h"
#include "cli/output.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"

/* A file made in a set-group-id install is the caller's, not the program's. */
static int temporary_open(char *name)
{
	gid_t program = getegid();
	if (setegid(getgid()) != 0)
		return -1;
	int fd = mkostemp(name, O_CLOEXEC);
	int why = errno;
	if (setegid(program) != 0) {
		if (fd >= 0)
			close(fd);
		return -1;
	}
	errno = why;
	return fd;
}

bool output_open(struct output *output, const char *path, struct error *err)
{
	struct stat there;
	struct str_buf name = {0};
	*output = (struct output){.file = stdout};
	if (!path)
		return true;
	if (stat(path, &there) == 0 && !S_ISREG(there.st_mode))
		return error_set(err, ERROR_USAGE, _("%s: it is not an ordinary file; name another with -o"),
				 path);
	str_addf(&name, "%s.XXXXXX", path);
	output->temporary = str_take(&name);
	int fd = temporary_open(output->temporary);
	output->file = fd < 0 ? NULL : fdopen(fd, "w");
	if (!output->file) {
		error_set(err, ERROR_USAGE, _("%s: it cannot be written: %s"), path, strerror(errno));
		if (fd >= 0)
			close(fd);
		free(output->temporary);
		*output = (struct output){.file = stdout};
		return false;
	}
	output->path = mem_copy(path);
	return true;
}

bool output_close(struct output *output, bool keep, struct error *err)
{
	bool ok = fflush(output->file) == 0 && !ferror(output->file);
	int why = errno;
	if (output->path) {
		ok = ok && (!keep || fsync(fileno(output->file)) == 0);
		why = ok ? why : errno;
		if (fclose(output->file) != 0 && ok) {
			ok = false;
			why = errno;
		}
		if (ok && keep && rename(output->temporary, output->path) != 0) {
			ok = false;
			why = errno;
		}
		if (!ok || !keep)
			unlink(output->temporary);
	}
	if (!ok)
		error_set(err, ERROR_ATTENTION, _("%s: the answer could not be written: %s"),
			  output->path ? output->path : _("standard output"), strerror(why));
	free(output->path);
	free(output->temporary);
	*output = (struct output){0};
	return ok;
}
