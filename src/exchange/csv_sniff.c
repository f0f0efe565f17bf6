#include "config.h"

#include <inttypes.h>
#include <string.h>

#include "exchange/csv_sink.h"
#include "exchange/csv_sniff.h"

/* Of two that occur as often the first is taken: words in headings have commas, seldom a
 * semicolon, and hardly ever a tab. */
static const char separators[CSV_SEPARATORS + 1] = "\t;,";

/* Files that people pick by mistake, by their first bytes. */
static const struct {
	const char *bytes;
	size_t n;
	const char *why;
} foreign[] = {
	{ "\xFF\xFE", 2, "it is UTF-16: save it again as \"CSV UTF-8\"" },
	{ "\xFE\xFF", 2, "it is UTF-16: save it again as \"CSV UTF-8\"" },
	{ "PK\3\4", 4, "it is a workbook or another archive: save the sheet as \"CSV UTF-8\"" },
	{ "\xD0\xCF\x11\xE0", 4, "it is an old workbook: save the sheet as \"CSV UTF-8\"" },
	{ "%PDF", 4, "it is a PDF document" },
};

static const char utf8_mark[] = "\xEF\xBB\xBF";

static void start_line(struct sniff *s)
{
	str_clear(&s->head);
	s->cell_start = true;
	s->closing = s->after_cr = s->filled = false;
	s->lines_inside = 0;
	memset(s->counts, 0, sizeof(s->counts));
}

void sniff_init(struct sniff *sniff)
{
	*sniff = (struct sniff){ .line = 1 };
	start_line(sniff);
}

void sniff_done(struct sniff *sniff)
{
	str_done(&sniff->head);
	str_done(&sniff->held);
}

static void choose(struct sniff *s)
{
	size_t best = 0;

	s->separator = s->forced ? s->forced : ',';
	s->done = true;
	if (s->forced)
		return;
	for (size_t i = 0; i < CSV_SEPARATORS; i++) {
		if (s->counts[i] > best) {
			best = s->counts[i];
			s->separator = separators[i];
		}
	}
}

/* Excel's own way to name the separator, before the heading row. */
static bool names_separator(struct sniff *s)
{
	struct str_view line = { s->head.text, s->head.n };

	while (line.n > 0 && (line.at[line.n - 1] == '\n' || line.at[line.n - 1] == '\r'))
		line.n--;
	if (s->forced || line.n != 5 || !str_equal_fold((struct str_view){ line.at, 4 }, "sep="))
		return false;
	if (!strchr(separators, line.at[4]))
		return false;
	s->forced = line.at[4];
	return true;
}

/* True for a line that can be no heading row of several columns. */
static bool is_title(const struct sniff *s)
{
	for (size_t i = 0; i < CSV_SEPARATORS; i++) {
		if (s->counts[i] >= 2)
			return false;
	}
	return s->raw && !s->forced;
}

/* A title has commas too: what the line after it is parted by decides. True where it is held back. */
static bool hold(struct sniff *s)
{
	if (!s->raw || s->forced || s->held.n > 0 || s->counts[0] >= 2 || s->counts[1] >= 2)
		return false;
	str_add_n(&s->held, s->head.text, s->head.n);
	s->held_line = s->line;
	return true;
}

/* What was held back is a title where the next line is parted by another sign; else it comes first again. */
static void decide(struct sniff *s)
{
	struct str_buf whole = { 0 };
	bool title = (s->counts[0] >= 2 || s->counts[1] >= 2) && !s->quoted;

	choose(s);
	if (title && s->separator != ',')
		return;
	str_add_n(&whole, s->held.text, s->held.n);
	str_add_n(&whole, s->head.text, s->head.n);
	str_done(&s->head);
	s->head = whole;
	s->line = s->held_line;
	s->separator = ',';
}

/* ---- lists of two columns: a line or two like that may be a title ---- */

enum { NARROW = 20 };

/* What parts the line into two, and nothing else; 0 where that is not so. */
static char parts_in_two(const struct sniff *s)
{
	char by = 0;

	for (size_t i = 0; i < CSV_SEPARATORS; i++) {
		if (s->counts[i] > 1 || (s->counts[i] == 1 && by))
			return 0;
		if (s->counts[i] == 1)
			by = separators[i];
	}
	return by;
}

/* They are the rows, with the heading among them. */
static void settle_narrow(struct sniff *s)
{
	str_done(&s->head);
	s->head = s->held;
	s->held = (struct str_buf){ 0 };
	s->line = s->held_line;
	s->separator = s->narrow_by;
	s->done = true;
}

/* Holds the line back where it is of two cells, or empty among such. False where it is another. */
static bool hold_narrow(struct sniff *s)
{
	char by = parts_in_two(s);

	if (!s->raw || s->forced || (s->held.n > 0 && s->narrow == 0))
		return false;
	if (s->narrow == 0) {
		if (!s->filled || !by)
			return false;
		s->held_line = s->line;
		s->narrow_by = by;
	} else if (s->filled && by != s->narrow_by) {
		str_clear(&s->held);	/* titles, as it turns out */
		s->narrow = 0;
		return hold_narrow(s);
	}
	str_add_n(&s->held, s->head.text, s->head.n);
	s->narrow += s->filled;
	if (s->narrow >= NARROW)
		settle_narrow(s);
	return true;
}

static void next_line(struct sniff *s)
{
	s->line += s->lines_inside + 1;
	start_line(s);
}

static void end_line(struct sniff *s)
{
	if (s->filled && s->held.n == 0 && names_separator(s)) {
		next_line(s);
		return;
	}
	if (hold_narrow(s)) {
		if (!s->done)
			next_line(s);
		return;
	}
	if (s->filled && s->held.n > 0) {
		decide(s);
		return;
	}
	if (s->filled && !is_title(s) && !hold(s)) {
		choose(s);
		return;
	}
	next_line(s);
}

static bool open_quote(const struct sniff *s, struct error *err)
{
	return error_set(err, ERROR_INPUT,
		"line %" PRIu64 ": the quote that opens in this heading row is not closed",
		s->quote_line);
}

static void take_quote(struct sniff *s)
{
	s->filled = true;
	if (s->quoted) {
		s->quoted = false;
		s->closing = true;
	} else if (s->cell_start || s->closing) {
		s->quoted = true;
		s->quote_line = s->line + s->lines_inside;
		s->closing = false;
	}
	s->cell_start = false;
}

static void take_plain(struct sniff *s, char c)
{
	const char *found = strchr(separators, c);

	s->closing = false;
	if (found) {
		s->counts[found - separators]++;
		s->cell_start = true;
	} else if (c != ' ') {
		s->cell_start = false;
		s->filled = true;
	}
}

static bool take(struct sniff *s, char c, struct error *err)
{
	str_add_char(&s->head, c);
	if (s->done)
		return true;
	if (s->held.n > 0 && (c == '\0' || s->head.n >= CSV_RECORD_MAX || (s->after_cr && c != '\n' && c != '\r'))) {
		s->quoted = true;
		if (s->narrow > 0) {
			str_add_n(&s->held, s->head.text, s->head.n);
			settle_narrow(s);
		} else {
			decide(s);	/* no heading row, whatever it is: the reader of rows says so */
		}
		return true;
	}
	if (c == '\0')
		return error_set(err, ERROR_INPUT,
			"line %" PRIu64 ": a NUL byte in the heading row: this is no text file, "
			"or UTF-16; save it again as \"CSV UTF-8\"", s->line + s->lines_inside);
	if (s->after_cr && c != '\n' && c != '\r')
		return error_set(err, ERROR_INPUT,
			"line %" PRIu64 ": its line ends are CR alone: save it again as "
			"\"CSV UTF-8\", with CR LF or LF", s->line);
	s->after_cr = !s->quoted && c == '\r';
	if (c == '"') {
		take_quote(s);
	} else if (c == '\n' && !s->quoted) {
		end_line(s);
		return true;
	} else if (c == '\n') {
		s->lines_inside++;
	} else if (!s->quoted && c != '\r') {
		take_plain(s, c);
	}
	if (s->head.n < CSV_RECORD_MAX)
		return true;
	if (s->quoted)
		return open_quote(s, err);
	return error_set(err, ERROR_INPUT, "line %" PRIu64 ": the heading row is longer than 1 MB", s->line);
}

/* Looks at what the first bytes say, then takes them. */
static bool look(struct sniff *s, struct error *err)
{
	size_t skip = 0;

	s->looked = true;
	for (size_t i = 0; i < sizeof(foreign) / sizeof(foreign[0]); i++) {
		if (s->n_mark >= foreign[i].n && memcmp(s->mark, foreign[i].bytes, foreign[i].n) == 0)
			return error_set(err, ERROR_INPUT, "line 1: %s", foreign[i].why);
	}
	if (s->n_mark >= 3 && memcmp(s->mark, utf8_mark, 3) == 0) {
		s->marked = true;
		skip = 3;
	}
	for (size_t i = skip; i < s->n_mark; i++) {
		if (!take(s, s->mark[i], err))
			return false;
	}
	return true;
}

bool sniff_feed(struct sniff *sniff, const char *bytes, size_t n, size_t *used, struct error *err)
{
	size_t i = 0;

	for (; i < n && !sniff->looked; i++) {
		sniff->mark[sniff->n_mark++] = bytes[i];
		if (sniff->n_mark == sizeof(sniff->mark) && !look(sniff, err))
			return false;
	}
	for (; i < n && !sniff->done; i++) {
		if (!take(sniff, bytes[i], err))
			return false;
	}
	*used = i;
	return true;
}

bool sniff_end(struct sniff *sniff, struct error *err)
{
	bool named;

	if (!sniff->looked && !look(sniff, err))
		return false;
	named = !sniff->done && !sniff->quoted && sniff->held.n == 0 && names_separator(sniff);
	if (!sniff->done && !sniff->quoted && !named && hold_narrow(sniff)) {
		if (!sniff->done)
			settle_narrow(sniff);
		return true;
	}
	if (!sniff->done && sniff->held.n > 0) {
		decide(sniff);
		return true;
	}
	if (sniff->quoted)
		return open_quote(sniff, err);
	if (!sniff->done && sniff->filled && !named && !is_title(sniff))
		choose(sniff);
	if (!sniff->done && sniff->raw)
		return error_set(err, ERROR_INPUT, "no line in it has columns: it is no CSV file, or empty");
	if (!sniff->done)
		return error_set(err, ERROR_INPUT, "line 1: no heading row: the file is empty");
	return true;
}
