#include "config.h"

#include <assert.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "exchange/read_map.h"
#include "mapped.h"

static void add_view(struct str_buf *out, struct str_view v)
{
	if (v.n > 0)
		str_add_n(out, v.at, v.n);
}

static void add_list(struct mapped *mapped, const struct frame *frame)
{
	assert(frame->list == mapped->n_lists && mapped->n_lists < 16 && frame->n_cells == 3);
	mapped->lists[mapped->n_lists++] = str_copy(frame->cells[0]);
	str_addf(&mapped->out, "L %" PRIu64 " ", frame->line);
	add_view(&mapped->out, frame->cells[0]);
	str_add_char(&mapped->out, '|');
	add_view(&mapped->out, frame->cells[2]);
	str_add_char(&mapped->out, '\n');
}

static void add_kind(struct mapped *mapped, const struct frame *frame)
{
	struct mapped_kind *kind = &mapped->kinds[mapped->n_kinds++];

	assert(mapped->n_kinds <= 64 && frame->n_cells >= 5 && (frame->n_cells - 2) % 3 == 0);
	*kind = (struct mapped_kind){.list = frame->list, .kind = frame->column};
	kind->event = str_copy(frame->cells[frame->cells[1].n > 0 ? 1 : 0]);
	for (size_t i = 2; i < frame->n_cells && kind->n < 64; i += 3)
		kind->names[kind->n++] = str_copy(frame->cells[i]);
}

static void add_record(struct mapped *mapped, const struct frame *frame)
{
	const struct mapped_kind *kind = NULL;

	for (size_t i = 0; i < mapped->n_kinds; i++) {
		if (mapped->kinds[i].list == frame->list && mapped->kinds[i].kind == frame->column)
			kind = &mapped->kinds[i];
	}
	assert(kind && kind->n == frame->n_cells);
	str_addf(&mapped->out, "%s:", kind->event);
	for (size_t i = 0; i < frame->n_cells; i++) {
		if (frame->cells[i].n == 0)
			continue;
		str_addf(&mapped->out, " %s=", kind->names[i]);
		add_view(&mapped->out, frame->cells[i]);
	}
	str_add_char(&mapped->out, '\n');
}

static void add_fault(struct mapped *mapped, const struct frame *frame)
{
	str_addf(&mapped->out, "Y %" PRIu64 " ", frame->line);
	for (size_t i = 0; i < frame->n_cells; i++) {
		if (i > 0)
			str_add_char(&mapped->out, '|');
		add_view(&mapped->out, frame->cells[i]);
	}
	str_add_char(&mapped->out, '\n');
}

void mapped_add(struct mapped *mapped, const struct frame *frame)
{
	switch (frame->type) {
	case FRAME_LIST:
		add_list(mapped, frame);
		break;
	case FRAME_KIND:
		add_kind(mapped, frame);
		break;
	case FRAME_BEGIN:
		assert(frame->list < mapped->n_lists);
		str_addf(&mapped->out, "B %" PRIu64 " %s\n", frame->line, mapped->lists[frame->list]);
		break;
	case FRAME_RECORD:
		add_record(mapped, frame);
		break;
	case FRAME_FAULT:
		assert(frame->list < mapped->n_lists && frame->n_cells == 4);
		add_fault(mapped, frame);
		break;
	case FRAME_END:
		str_addf(&mapped->out, "Z %" PRIu64 "\n", frame->line);
		break;
	case FRAME_NOTE:
	case FRAME_FAILED:
		str_addf(&mapped->out, "%c ", frame->type == FRAME_NOTE ? 'W' : 'E');
		add_view(&mapped->out, frame->text);
		str_add_char(&mapped->out, '\n');
		break;
	case FRAME_PROGRESS:
	case FRAME_CLOSED:
	case FRAME_HEADER:
	case FRAME_ROW:
	case FRAME_REFUSED:
		break;
	}
}

char *mapped_take(struct mapped *mapped)
{
	for (size_t i = 0; i < mapped->n_lists; i++)
		free(mapped->lists[i]);
	for (size_t i = 0; i < mapped->n_kinds; i++) {
		free(mapped->kinds[i].event);
		for (size_t k = 0; k < mapped->kinds[i].n; k++)
			free(mapped->kinds[i].names[k]);
	}
	return str_take(&mapped->out);
}

static bool put(void *world, const struct frame *frame, struct error *err)
{
	(void)err;
	mapped_add(world, frame);
	return true;
}

char *mapped_read(const char *map, const char *file_name, const char *bytes, size_t n)
{
	struct mapped mapped = {.n_lists = 0};
	const struct frame_sink sink = {put, &mapped};
	struct read_map what = {.size = n,
				.file_name = file_name,
				.map_name = "test.map",
				.map_text = map,
				.n_map_text = strlen(map)};
	struct error err = {0};
	size_t done = 0;

	what.fd = memfd_create("file", MFD_CLOEXEC);
	assert(what.fd >= 0);
	while (done < n) {
		ssize_t put_now = write(what.fd, bytes + done, n - done);

		assert(put_now > 0);
		done += (size_t)put_now;
	}
	lseek(what.fd, 0, SEEK_SET);
	if (!read_map(&what, &sink, &err))
		str_addf(&mapped.out, "E %s\n", err.text);
	close(what.fd);
	return mapped_take(&mapped);
}
