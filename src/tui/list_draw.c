#include "config.h"

#include "tui/list.h"

void list_redraw(struct list *list)
{
	list->drawn = false;
}

void list_draw_line(struct list *list, int y, const struct list_canvas *canvas, void *canvas_arg)
{
	size_t at = list->top + (size_t)y;

	if (y >= 0 && y < list->height)
		canvas->row(canvas_arg, y, at < list->n ? list->rows[at] : NULL,
			    list->n && at == list->cursor);
}

static void draw_all(struct list *list, const struct list_canvas *canvas, void *canvas_arg)
{
	for (int y = 0; y < list->height; y++)
		list_draw_line(list, y, canvas, canvas_arg);
}

/* The two rows between which the cursor moved, after the page moved by at most one line. */
static bool draw_two(struct list *list, const struct list_canvas *canvas, void *canvas_arg)
{
	int lines = (int)((long)list->top - (long)list->drawn_top);
	int old = (int)((long)list->drawn_cursor - (long)list->top);
	int cursor = (int)(list->cursor - list->top);

	if (lines < -1 || lines > 1)
		return false;
	if (lines && !canvas->scroll(canvas_arg, lines))
		return false;
	/* What came in at the edge is the cursor's own line, unless the page moved without it. */
	if (lines > 0 && cursor != list->height - 1)
		list_draw_line(list, list->height - 1, canvas, canvas_arg);
	if (lines < 0 && cursor != 0)
		list_draw_line(list, 0, canvas, canvas_arg);
	if (old != cursor)
		list_draw_line(list, old, canvas, canvas_arg);
	if (old != cursor || lines)
		list_draw_line(list, cursor, canvas, canvas_arg);
	return true;
}

void list_draw(struct list *list, const struct list_canvas *canvas, void *canvas_arg)
{
	if (!list->drawn || !draw_two(list, canvas, canvas_arg))
		draw_all(list, canvas, canvas_arg);
	list->drawn = true;
	list->drawn_top = list->top;
	list->drawn_cursor = list->cursor;
}
