#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sha2.h>
#include <unistd.h>

#include "base/hash.h"
#include "base/mem.h"
#include "store/file.h"

bool file_make(const char *path, struct error *err)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);

	if (fd < 0 && errno == EEXIST)
		return error_set(err, ERROR_DATABASE, "%s: something of that name is there already; nothing was touched", path);
	if (fd < 0)
		return error_set(err, ERROR_DATABASE, "%s: it cannot be made: %s", path, strerror(errno));
	close(fd);
	return true;
}

static bool sync_path(const char *path, int flags, struct error *err)
{
	int fd = open(path, flags | O_CLOEXEC);
	bool ok = fd >= 0 && fsync(fd) == 0;
	int why = errno;

	if (fd >= 0)
		close(fd);
	return ok || error_set(err, ERROR_DATABASE, "%s: it cannot be made to last on the disk: %s", path, strerror(why));
}

bool file_sync(const char *path, struct error *err)
{
	return sync_path(path, O_RDWR | O_NOFOLLOW, err);
}

bool file_sync_folder(const char *path, struct error *err)
{
	char *copy = mem_copy(path);
	bool ok = sync_path(dirname(copy), O_RDONLY | O_DIRECTORY, err);

	free(copy);
	return ok;
}

bool file_hash(const char *path, char *hash, int64_t *size, struct error *err)
{
	enum { PIECE = 65536 };
	int fd = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
	unsigned char *piece;
	SHA2_CTX sum;
	ssize_t n;

	if (fd < 0)
		return error_set(err, ERROR_DATABASE, "%s: it cannot be read: %s", path, strerror(errno));
	piece = mem_new(PIECE);
	*size = 0;
	SHA256Init(&sum);
	while ((n = read(fd, piece, PIECE)) > 0) {
		SHA256Update(&sum, piece, (size_t)n);
		*size += n;
	}
	SHA256End(&sum, hash);
	free(piece);
	close(fd);
	return n == 0 || error_set(err, ERROR_DATABASE, "%s: it cannot be read to its end: %s", path, strerror(errno));
}

bool file_may_write(const char *path)
{
	char *copy = mem_copy(path);
	struct stat st;
	bool may = stat(path, &st) == 0 && (st.st_mode & 0222) && access(path, W_OK) == 0
		&& access(dirname(copy), W_OK) == 0;

	free(copy);
	return may;
}
