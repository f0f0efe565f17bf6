#include "config.h"
#include "cli/output.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "base/i18n.h"

bool output_open(struct output *output, const char *path, struct error *err)
{
	struct stat there;

	*output = (struct output){.file = stdout};
	if (!path)
		return true;
	/* Said here, since only here is it known by which option another file is named. */
	if (stat(path, &there) == 0 && !S_ISREG(there.st_mode))
		return error_set(err, ERROR_USAGE, _("%s: it is not an ordinary file; name another with -o"),
				 path);
	if (!save_open(&output->save, path, true, err))
		return false;
	output->file = output->save.file;
	return true;
}

bool output_close(struct output *output, bool keep, struct error *err)
{
	bool ok;

	if (output->save.file)
		ok = save_close(&output->save, keep, err);
	else
		ok = (fflush(output->file) == 0 && !ferror(output->file)) ||
		     error_set(err, ERROR_ATTENTION, _("%s: the answer could not be written: %s"),
			       _("standard output"), strerror(errno));
	*output = (struct output){0};
	return ok;
}
