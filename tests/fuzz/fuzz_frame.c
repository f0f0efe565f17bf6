/* Fuzzing of the frame reader, which caseclock itself runs on what the confined program sends. */
#include "config.h"

#include <assert.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/frame.h"
#include "base/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	int fd = memfd_create("frames", MFD_CLOEXEC);
	struct frame_reader reader;
	struct frame frame;
	struct error err = { 0 };

	if (fd < 0 || write(fd, data, n) != (ssize_t)n || lseek(fd, 0, SEEK_SET) != 0)
		return -1;
	frame_reader_init(&reader, fd);
	while (frame_next(&reader, &frame, &err) && frame.type != FRAME_CLOSED) {
		assert(frame.n_cells <= FRAME_CELLS_MAX && utf8_valid(frame.text.at, frame.text.n));
		for (size_t i = 0; i < frame.n_cells; i++)
			assert(utf8_valid(frame.cells[i].at, frame.cells[i].n));
	}
	frame_reader_done(&reader);
	close(fd);
	return 0;
}
