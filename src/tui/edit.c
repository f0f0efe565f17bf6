#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "tui/edit.h"
#include "tui/keys.h"

enum { MOST_LINE = 4000, MOST_LONG = 60000 };

void edit_init(struct edit *edit, const char *text, bool many)
{
	memset(edit, 0, sizeof *edit);
	edit->many = many;
	edit->most = many ? MOST_LONG : MOST_LINE;
	edit_set(edit, text);
}

void edit_done(struct edit *edit)
{
	str_done(&edit->text);
	str_done(&edit->killed);
}

void edit_set(struct edit *edit, const char *text)
{
	char *whole = utf8_repair(text ? text : "", text ? strlen(text) : 0, NULL);

	str_clear(&edit->text);
	str_add(&edit->text, whole);
	free(whole);
	edit->at = edit->text.n;
	edit->goal = -1;
}

const char *edit_text(const struct edit *edit)
{
	return edit->text.text ? edit->text.text : "";
}

/* Puts n bytes in the place of bytes [from, to), and the cursor after them. */
static bool splice(struct edit *edit, size_t from, size_t to, const char *bytes, size_t n)
{
	struct str_buf out = { 0 };
	const char *text = edit_text(edit);

	if (edit->text.n - (to - from) + n > edit->most)
		return false;
	str_add_n(&out, text, from);
	str_add_n(&out, bytes, n);
	str_add_n(&out, text + to, edit->text.n - to);
	str_done(&edit->text);
	edit->text = out;
	edit->at = from + n;
	edit->goal = -1;
	return true;
}

/* The start of the character after `at`, its combining marks passed over. */
static size_t after(const struct edit *edit, size_t at)
{
	const char *text = edit_text(edit);
	uint32_t code;

	if (at < edit->text.n)
		at += utf8_decode(text + at, edit->text.n - at, &code);
	while (at < edit->text.n) {
		size_t used = utf8_decode(text + at, edit->text.n - at, &code);

		if (code < 0x300 || utf8_cells(code) != 0)
			break;
		at += used;
	}
	return at;
}

static size_t before(const struct edit *edit, size_t at)
{
	const char *text = edit_text(edit);
	uint32_t code;

	while (at > 0) {
		do
			at--;
		while (at > 0 && ((unsigned char)text[at] & 0xC0) == 0x80);
		utf8_decode(text + at, edit->text.n - at, &code);
		if (code < 0x300 || utf8_cells(code) != 0)
			break;
	}
	return at;
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\n' || c == '\t';
}

static size_t word_before(const struct edit *edit, size_t at)
{
	const char *text = edit_text(edit);

	while (at > 0 && is_blank(text[at - 1]))
		at--;
	while (at > 0 && !is_blank(text[at - 1]))
		at--;
	return at;
}

static size_t word_after(const struct edit *edit, size_t at)
{
	const char *text = edit_text(edit);

	while (at < edit->text.n && is_blank(text[at]))
		at++;
	while (at < edit->text.n && !is_blank(text[at]))
		at++;
	return at;
}

static size_t line_start(const struct edit *edit)
{
	const char *text = edit_text(edit);
	size_t at = edit->at;

	while (at > 0 && text[at - 1] != '\n')
		at--;
	return at;
}

static size_t line_end(const struct edit *edit)
{
	const char *text = edit_text(edit);
	size_t at = edit->at;

	while (at < edit->text.n && text[at] != '\n')
		at++;
	return at;
}

static enum edit_result move_to(struct edit *edit, size_t at)
{
	bool moved = at != edit->at;

	edit->at = at;
	edit->goal = -1;
	return moved ? EDIT_MOVED : EDIT_IGNORED;
}

static enum edit_result kill(struct edit *edit, size_t from, size_t to)
{
	if (from == to)
		return EDIT_MOVED;
	str_clear(&edit->killed);
	str_add_n(&edit->killed, edit_text(edit) + from, to - from);
	splice(edit, from, to, "", 0);
	return EDIT_CHANGED;
}

static enum edit_result erase(struct edit *edit, size_t from, size_t to)
{
	if (from == to)
		return EDIT_MOVED;
	splice(edit, from, to, "", 0);
	return EDIT_CHANGED;
}

/* One shown line up or down, at the cell that the first such key began from. */
static enum edit_result vertical(struct edit *edit, int step, int cols)
{
	const char *text = edit_text(edit);
	struct edit_line *lines;
	size_t n = edit_wrap(text, cols, &lines), line;
	int cell;
	size_t at;

	edit_where(text, lines, n, edit->at, &line, &cell);
	if ((step < 0 && line == 0) || (step > 0 && line + 1 == n)) {
		free(lines);
		return EDIT_IGNORED;
	}
	if (edit->goal < 0)
		edit->goal = cell;
	line = step < 0 ? line - 1 : line + 1;
	at = lines[line].from;
	while (at < lines[line].to) {
		size_t next = after(edit, at);

		if (next > lines[line].to || edit_cells(text, lines[line].from, next) > edit->goal)
			break;
		at = next;
	}
	/* The end of a wrapped line is the start of the next one: stay on this side. */
	if (at == lines[line].to && line + 1 < n && lines[line + 1].from == at && at > lines[line].from)
		at = before(edit, at);
	free(lines);
	edit->at = at;
	return EDIT_MOVED;
}

static enum edit_result insert(struct edit *edit, int32_t key)
{
	char bytes[4];

	if (key == K_ENTER)
		key = '\n';
	return splice(edit, edit->at, edit->at, bytes, utf8_encode((uint32_t)key, bytes)) ? EDIT_CHANGED
											  : EDIT_MOVED;
}

static enum edit_result yank(struct edit *edit)
{
	if (edit->killed.n == 0)
		return EDIT_MOVED;
	return splice(edit, edit->at, edit->at, edit->killed.text, edit->killed.n) ? EDIT_CHANGED
										   : EDIT_MOVED;
}

static enum edit_result named_key(struct edit *edit, int32_t key, int cols)
{
	switch (key) {
	case K_LEFT: case K_CTRL('b'):
		return move_to(edit, before(edit, edit->at)), EDIT_MOVED;
	case K_RIGHT: case K_CTRL('f'):
		return move_to(edit, after(edit, edit->at)), EDIT_MOVED;
	case K_HOME: case K_CTRL('a'):
		return move_to(edit, line_start(edit)), EDIT_MOVED;
	case K_END: case K_CTRL('e'):
		return move_to(edit, line_end(edit)), EDIT_MOVED;
	case K_ALT | 'b':
		return move_to(edit, word_before(edit, edit->at)), EDIT_MOVED;
	case K_ALT | 'f':
		return move_to(edit, word_after(edit, edit->at)), EDIT_MOVED;
	case K_UP:
		return edit->many ? vertical(edit, -1, cols) : EDIT_IGNORED;
	case K_DOWN:
		return edit->many ? vertical(edit, 1, cols) : EDIT_IGNORED;
	case K_RUBOUT: case K_CTRL('h'):
		return erase(edit, before(edit, edit->at), edit->at);
	case K_DELETE: case K_CTRL('d'):
		return erase(edit, edit->at, after(edit, edit->at));
	case K_CTRL('u'):
		return kill(edit, line_start(edit), edit->at);
	case K_CTRL('k'):
		return kill(edit, edit->at, line_end(edit));
	case K_CTRL('w'):
		return kill(edit, word_before(edit, edit->at), edit->at);
	case K_ALT | 'd':
		return kill(edit, edit->at, word_after(edit, edit->at));
	case K_CTRL('y'):
		return yank(edit);
	case K_ENTER:
		return edit->many ? insert(edit, key) : EDIT_IGNORED;
	}
	return EDIT_IGNORED;
}

enum edit_result edit_key(struct edit *edit, int32_t key, int cols)
{
	if (key >= ' ' && key != K_RUBOUT && key < K_NAMED)
		return insert(edit, key);
	return named_key(edit, key, cols);
}

/* As many bytes of text as there is room for, whole characters. */
static size_t room_for(const struct edit *edit, const struct str_buf *text)
{
	size_t room = edit->most > edit->text.n ? edit->most - edit->text.n : 0;

	if (text->n <= room)
		return text->n;
	while (room > 0 && ((unsigned char)text->text[room] & 0xC0) == 0x80)
		room--;
	return room;
}

bool edit_paste(struct edit *edit, const char *text)
{
	char *whole = utf8_repair(text, strlen(text), NULL);
	struct str_buf clean = { 0 };
	size_t n = strlen(whole);
	bool fits;

	for (size_t i = 0; i < n;) {
		uint32_t code;
		size_t used = utf8_decode(whole + i, n - i, &code);

		if (code == '\r' || code == '\n') {
			if (code == '\r' && whole[i + 1] == '\n')
				used = 2;
			str_add_char(&clean, edit->many ? '\n' : ' ');
		} else if (code == '\t') {
			str_add_char(&clean, ' ');
		} else if (code >= 0x20 && (code < 0x7F || code > 0x9F)) {
			str_add_n(&clean, whole + i, used);
		}
		i += used;
	}
	free(whole);
	n = room_for(edit, &clean);
	fits = n == clean.n;
	splice(edit, edit->at, edit->at, clean.text ? clean.text : "", n);
	str_done(&clean);
	return fits;
}
