#include "config.h"
#include "report/save.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"

bool save_exists(const char *path)
{
	struct stat there;

	return lstat(path, &there) == 0;
}

/* A file made in a set-group-id install is the caller's, not the program's. */
static int make_temporary(char *name)
{
	gid_t program = getegid();
	int fd, why;

	if (setegid(getgid()) != 0)
		return -1;
	fd = mkostemp(name, O_CLOEXEC);
	why = errno;
	if (setegid(program) != 0) {
		if (fd >= 0)
			close(fd);
		return -1;
	}
	errno = why;
	return fd;
}

bool save_open(struct save *save, const char *path, bool replace, struct error *err)
{
	struct str_buf name = {0};
	struct stat there;
	int fd;

	*save = (struct save){.replace = replace};
	if (stat(path, &there) == 0 && !S_ISREG(there.st_mode))
		return error_set(err, ERROR_USAGE, _("%s: it is not an ordinary file; name another"), path);
	if (!replace && save_exists(path))
		return error_set(err, ERROR_USAGE, _("%s: there is a file of that name; name another"), path);
	str_addf(&name, "%s.XXXXXX", path);
	save->temporary = str_take(&name);
	fd = make_temporary(save->temporary);
	save->file = fd < 0 ? NULL : fdopen(fd, "w");
	if (save->file) {
		save->path = mem_copy(path);
		return true;
	}
	error_set(err, ERROR_USAGE, _("%s: it cannot be written: %s"), path, strerror(errno));
	if (fd >= 0)
		close(fd);
	free(save->temporary);
	*save = (struct save){0};
	return false;
}

/* Without replace, a file that has come meanwhile is not touched: a link never takes another's place. */
static bool put_in_place(const struct save *save)
{
	if (save->replace)
		return rename(save->temporary, save->path) == 0;
	if (renameat2(AT_FDCWD, save->temporary, AT_FDCWD, save->path, RENAME_NOREPLACE) == 0)
		return true;
	if (errno != EINVAL && errno != ENOSYS)
		return false;
	return link(save->temporary, save->path) == 0 && unlink(save->temporary) == 0;
}

bool save_close(struct save *save, bool keep, struct error *err)
{
	bool ok = fflush(save->file) == 0 && !ferror(save->file) && (!keep || fsync(fileno(save->file)) == 0);
	int why = errno;

	if (fclose(save->file) != 0 && ok) {
		ok = false;
		why = errno;
	}
	if (ok && keep && !put_in_place(save)) {
		ok = false;
		why = errno;
	}
	if (!ok || !keep)
		unlink(save->temporary);
	if (!ok)
		error_set(err, ERROR_ATTENTION, _("%s: it could not be written: %s"), save->path,
			  strerror(why));
	free(save->path);
	free(save->temporary);
	*save = (struct save){0};
	return ok;
}
