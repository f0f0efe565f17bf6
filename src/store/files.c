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
	/* Behind a set-group-id program the file is everybody's who may start it; main's mask is 077. */
	bool shared = getegid() != getgid();
	bool ok = !shared || fchmod(fd, 0660) == 0;

	close(fd);
	return ok || error_set(err, ERROR_DATABASE, "%s: it cannot be opened to the group: %s", path, strerror(errno));
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

static bool copy_bytes(int from, int to)
{
	enum { PIECE = 65536 };
	char *piece = mem_new(PIECE);
	ssize_t n = 0;
	bool ok = true;

	while (ok && (n = read(from, piece, PIECE)) > 0)
		for (ssize_t done = 0; ok && done < n;) {
			ssize_t wrote = write(to, piece + done, (size_t)(n - done));

			ok = wrote > 0;
			done += wrote;
		}
	free(piece);
	return ok && n == 0;
}

bool file_copy(const char *from, const char *to, struct error *err)
{
	int in = open(from, O_RDONLY | O_NOFOLLOW | O_CLOEXEC), out;
	bool ok;

	if (in < 0)
		return error_set(err, ERROR_DATABASE, "%s: it cannot be read: %s", from, strerror(errno));
	out = open(to, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	ok = out >= 0 && copy_bytes(in, out) && fsync(out) == 0;
	if (!ok)
		error_set(err, ERROR_DATABASE, "%s: it cannot be written: %s", to, strerror(errno));
	close(in);
	if (out >= 0)
		close(out);
	return ok;
}

bool file_ordinary(const char *path, struct error *err)
{
	struct stat st;

	if (lstat(path, &st) != 0)
		return error_set(err, ERROR_DATABASE, "%s: %s", path, errno == ENOENT ? "there is no such file" : strerror(errno));
	if (S_ISLNK(st.st_mode))
		return error_set(err, ERROR_DATABASE, "%s: it is a symbolic link: give the file itself", path);
	if (!S_ISREG(st.st_mode))
		return error_set(err, ERROR_DATABASE, "%s: it is not a file", path);
	return st.st_size > 0 || error_set(err, ERROR_DATABASE, "%s: it is empty (0 bytes)", path);
}

bool file_may_write(const char *path)
{
	char *copy = mem_copy(path);
	struct stat st;
	bool may = stat(path, &st) == 0 && (st.st_mode & 0222) && faccessat(AT_FDCWD, path, W_OK, AT_EACCESS) == 0
		&& faccessat(AT_FDCWD, dirname(copy), W_OK, AT_EACCESS) == 0;

	free(copy);
	return may;
}
