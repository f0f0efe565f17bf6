#include "config.h"

#include <curses.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

#include "base/utf8.h"
#include "tui/keys.h"
#include "tui/term_keys.h"

enum { PASTE_BEGIN = KEY_MAX + 1, PASTE_END = KEY_MAX + 2, PASTE_MOST = 1 << 20 };
enum { ESCAPE_MS = 25 };	/* how long the rest of a sequence may take, as curses has it */
enum { BRACKET = INT32_MIN };	/* the beginning of another paste, in the bytes behind one */

struct curses_key {
	int code;
	int32_t key;
};

static const struct curses_key curses_keys[] = {
	{KEY_UP, K_UP},       {KEY_DOWN, K_DOWN}, {KEY_LEFT, K_LEFT},     {KEY_RIGHT, K_RIGHT},
	{KEY_HOME, K_HOME},   {KEY_END, K_END},   {KEY_PPAGE, K_PAGE_UP}, {KEY_NPAGE, K_PAGE_DOWN},
	{KEY_DC, K_DELETE},   {KEY_IC, K_INSERT}, {KEY_BTAB, K_BACK_TAB}, {KEY_BACKSPACE, K_RUBOUT},
	{KEY_ENTER, K_ENTER},
};

/* What terminals send that the description of another one does not know. */
struct sequence {
	const char *text;	/* after the Escape */
	int32_t key;
};

static const struct sequence sequences[] = {
	{"[A", K_UP},         {"[B", K_DOWN},  {"[C", K_RIGHT},    {"[D", K_LEFT},    {"[H", K_HOME},
	{"[F", K_END},        {"OA", K_UP},    {"OB", K_DOWN},     {"OC", K_RIGHT},   {"OD", K_LEFT},
	{"OH", K_HOME},       {"OF", K_END},   {"OM", K_ENTER},    {"OP", K_F1},      {"OQ", K_F2},
	{"OR", K_F3},         {"OS", K_F4},    {"[Z", K_BACK_TAB}, {"[1~", K_HOME},   {"[4~", K_END},
	{"[7~", K_HOME},      {"[8~", K_END},  {"[2~", K_INSERT},  {"[3~", K_DELETE}, {"[5~", K_PAGE_UP},
	{"[6~", K_PAGE_DOWN}, {"[11~", K_F1},  {"[12~", K_F2},     {"[13~", K_F3},    {"[14~", K_F4},
	{"[15~", K_F5},       {"[17~", K_F6},  {"[18~", K_F7},     {"[19~", K_F8},    {"[20~", K_F9},
	{"[21~", K_F10},      {"[23~", K_F11}, {"[24~", K_F12},    {"[[A", K_F1},     {"[[B", K_F2},
	{"[[C", K_F3},        {"[[D", K_F4},   {"[[E", K_F5},      {"[200~", BRACKET},
};

void term_input_init(struct term_input *input, int fd, bool utf8)
{
	memset(input, 0, sizeof *input);
	input->fd = fd;
	input->utf8 = utf8;
}

void term_input_done(struct term_input *input)
{
	str_done(&input->pasted);
}

void term_input_brackets(void)
{
	define_key("\033[200~", PASTE_BEGIN);
	define_key("\033[201~", PASTE_END);
}

/* A paste is read in blocks, past curses, which asks the terminal twice for each byte. Keys that were typed
 * behind it may be in the last block; those are then told from their bytes here. */
static bool read_block(struct term_input *input, int timeout_ms)
{
	struct pollfd polled = { .fd = input->fd, .events = POLLIN };
	ssize_t n;

	if (poll(&polled, 1, timeout_ms) <= 0 || !(polled.revents & POLLIN))
		return false;
	n = read(input->fd, input->block, sizeof input->block);
	input->block_at = 0;
	input->n_block = n > 0 ? (size_t)n : 0;
	return n > 0;
}

bool term_input_read(struct term_input *input)
{
	int code;

	if (input->pasting || input->n_block > 0)	/* what came first is used first */
		return input->n_block > 0 || read_block(input, 0);
	code = getch();
	if (code == ERR)
		return false;
	input->ahead[input->n_ahead++] = code;
	return true;
}

static int next_of_block(struct term_input *input)
{
	input->n_block--;
	return input->block[input->block_at++];
}

static int next_code(struct term_input *input, bool *of_block)
{
	int code;

	*of_block = false;
	if (input->n_ahead == 0) {
		if (input->n_block == 0 && !input->pasting)
			return getch();
		*of_block = true;
		return input->n_block > 0 || read_block(input, 0) ? next_of_block(input) : ERR;
	}
	code = input->ahead[0];
	input->n_ahead--;
	memmove(input->ahead, input->ahead + 1, (size_t)input->n_ahead * sizeof *input->ahead);
	return code;
}

/* What stands directly behind; ERR when nothing does. */
static int follow(struct term_input *input, bool of_block)
{
	if (!of_block)
		return getch();
	return input->n_block > 0 || read_block(input, ESCAPE_MS) ? next_of_block(input) : ERR;
}

/* Reads the rest of a sequence that began with Escape and `first`, so that none of it is taken for a command.
 */
static int32_t read_sequence(struct term_input *input, int first, bool of_block)
{
	char text[16] = { (char)first };
	size_t n = 1;
	int code;

	while ((code = follow(input, of_block)) != ERR) {
		if (code > 0x7e)
			return K_UNKNOWN;
		if (n + 1 < sizeof text)
			text[n++] = (char)code;
		if (first == 'O' || (code >= 0x40 && !(n == 2 && code == '[')))
			break;
	}
	if (strcmp(text, "[M") == 0)	/* a mouse of old: which button, and where */
		for (int i = 0; i < 3; i++)
			follow(input, of_block);
	for (size_t i = 0; i < sizeof sequences / sizeof *sequences; i++)
		if (strcmp(sequences[i].text, text) == 0)
			return sequences[i].key;
	return K_UNKNOWN;
}

/* Escape alone, or with what stands directly behind it. */
static int32_t escape(struct term_input *input, bool of_block)
{
	int code = follow(input, of_block);

	if (code == ERR)
		return K_ESCAPE;
	if (code == '[' || code == 'O')
		return read_sequence(input, code, of_block);
	if (code > ' ' && code < 0x7f)
		return K_ALT | code;
	if (of_block) {
		input->block_at--;
		input->n_block++;
	} else {
		input->ahead[input->n_ahead++] = code;
	}
	return K_ESCAPE;
}

static int32_t named(int code)
{
	if (code >= KEY_F(1) && code <= KEY_F(12))
		return K_F1 + (code - KEY_F(1));
	for (size_t i = 0; i < sizeof curses_keys / sizeof *curses_keys; i++)
		if (curses_keys[i].code == code)
			return curses_keys[i].key;
	return K_UNKNOWN;
}

/* Wheel and first button; anything else of a mouse is nothing. */
static int32_t press_key(const MEVENT *event)
{
	if (event->bstate & BUTTON4_PRESSED)
		return K_WHEEL_UP;
	if (event->bstate & BUTTON5_PRESSED)
		return K_WHEEL_DOWN;
	return event->bstate & BUTTON1_RELEASED ? K_CLICK : K_NONE;
}

/* The oldest press that is left; K_NONE when there is none. */
static int32_t next_press(struct term_input *input)
{
	while (input->n_presses > 0) {
		const struct term_press *press = &input->presses[--input->n_presses];

		input->mouse_y = press->y;
		input->mouse_x = press->x;
		if (press->key != K_NONE)
			return press->key;
	}
	return K_NONE;
}

/* Where several came in one breath, as a double click does, curses says so once and hands out the last first.
 */
static int32_t mouse(struct term_input *input)
{
	MEVENT event;

	input->n_presses = 0;
	while (input->n_presses < TERM_PRESSES && getmouse(&event) == OK)
		input->presses[input->n_presses++] = (struct term_press){press_key(&event), event.y, event.x};
	return next_press(input);
}

/* A byte of a character beyond ASCII; K_NONE while more are to come. */
static int32_t high_byte(struct term_input *input, int byte)
{
	uint32_t code;
	int need;
	unsigned char first;

	if (!input->utf8)
		return K_UNKNOWN;
	if ((byte & 0xC0) != 0x80)
		input->n_partial = 0;
	input->partial[input->n_partial++] = (unsigned char)byte;
	first = input->partial[0];
	need = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC2 ? 2 : 1;
	if (input->n_partial < need)
		return K_NONE;
	input->n_partial = 0;
	return utf8_decode((const char *)input->partial, (size_t)need, &code) == (size_t)need ? (int32_t)code
											      : K_UNKNOWN;
}

static void add_pasted(struct term_input *input, const char *bytes, int n)
{
	if (n > 0 && input->pasted.n < PASTE_MOST)
		str_add_n(&input->pasted, bytes, (size_t)n);
}

/* Collects a paste up to its end bracket: true there. Control characters in it are left to edit_paste. */
static bool paste(struct term_input *input, int code)
{
	static const char bracket[] = "\033[201~";
	char byte = (char)code;

	if (code > 0 && code < 256 && code == bracket[input->held]) {
		input->held++;
		input->pasting = bracket[input->held] != '\0';
		return !input->pasting;
	}
	if (code != PASTE_END && (code <= 0 || code >= 256))
		return false;
	add_pasted(input, bracket, input->held);
	input->held = code == bracket[0];
	if (code != PASTE_END && input->held == 0)
		add_pasted(input, &byte, 1);
	input->pasting = code != PASTE_END;
	return !input->pasting;
}

/* One key out of a code of curses, or out of a byte that came behind a paste; K_NONE: not yet. */
static int32_t key_of(struct term_input *input, int code, bool of_block)
{
	if (code == '\033')
		return escape(input, of_block);
	if (code == '\n')
		return K_ENTER;
	if (code >= 0x80 && code < 0x100)
		return high_byte(input, code);
	if (code == KEY_MOUSE)
		return mouse(input);
	if (code >= 0x100)
		return named(code);
	return code ? code : K_UNKNOWN;
}

bool term_input_next(struct term_input *input, int32_t *key, const char **pasted)
{
	int code;
	bool of_block;

	if ((*key = next_press(input)) != K_NONE)
		return true;
	while ((code = next_code(input, &of_block)) != ERR) {
		if (input->pasting) {
			if (!paste(input, code))
				continue;
			*key = K_NONE;
			*pasted = input->pasted.text ? input->pasted.text : "";
			return true;
		}
		*key = code == PASTE_BEGIN ? BRACKET : key_of(input, code, of_block);
		if (*key == BRACKET) {
			input->pasting = true;
			input->held = 0;
			str_clear(&input->pasted);
		} else if (*key != K_NONE) {
			return true;
		}
	}
	return false;
}
