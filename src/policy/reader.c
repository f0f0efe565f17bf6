/* The lines of policy files made into sections of entries. */
#include "config.h"
#include "policy/parse.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include "base/mem.h"

/* One file while it is read. */
struct reader {
	struct parse *parse;
	const char *file;
	struct section *sections;
	size_t n, room;
	struct entry *entries; /* of the section that is open */
	size_t n_entries, room_entries;
	bool open;            /* a section has begun */
	bool lost;            /* what follows belongs to a line that was complained about */
	struct str_buf value; /* of the last entry */
	int last;             /* the line where value ended */
};

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

static bool is_key_char(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
	       c == '_' || c == '-';
}

/* The line without its comment: a line that begins with ; or #, a ; after a blank, or a #
 * between blanks. What stands in quotes is no comment. */
static struct str_view without_comment(struct str_view line)
{
	bool quoted = false;

	if (line.n == 0 || (memchr(line.at, ';', line.n) == NULL && memchr(line.at, '#', line.n) == NULL))
		return line;
	for (size_t i = 0; i < line.n; i++) {
		char c = line.at[i];
		bool after_blank = i == 0 || is_blank(line.at[i - 1]);
		bool before_blank = i + 1 == line.n || is_blank(line.at[i + 1]);

		if (c == '"')
			quoted = !quoted;
		else if (!quoted && after_blank && (c == ';' || (c == '#' && (before_blank || i == 0))))
			return (struct str_view){line.at, i};
	}
	return line;
}

/* Keeps the value of the last entry, now that it is known to be whole. */
static void close_entry(struct reader *reader)
{
	if (reader->n_entries > 0 && reader->value.n > 0)
		reader->entries[reader->n_entries - 1].value =
			arena_text(reader->parse->arena, (struct str_view){reader->value.text, reader->value.n});
	str_clear(&reader->value);
}

static void close_section(struct reader *reader)
{
	close_entry(reader);
	if (reader->open) {
		struct section *section = &reader->sections[reader->n - 1];

		section->n = reader->n_entries;
		section->entries = arena_copy(reader->parse->arena, reader->entries, reader->n_entries,
					      sizeof *reader->entries);
	}
	reader->n_entries = 0;
}

static void read_header(struct reader *reader, struct str_view line, int number)
{
	struct parse *parse = reader->parse;
	struct str_view inside = {line.at + 1, line.n - 1}, type, key;
	struct section *section;

	close_section(reader);
	reader->open = false;
	reader->lost = true;
	if (inside.n == 0 || inside.at[inside.n - 1] != ']') {
		parse_complain(parse, reader->file, number, "`%.*s`: a section that does not end, expected ]",
			       (int)line.n, line.at);
		return;
	}
	inside = str_trim((struct str_view){inside.at, inside.n - 1});
	key = inside;
	type = str_cut(&key, ' ');
	key = str_trim(key);
	for (size_t i = 0; i < key.n; i++) {
		if (!is_key_char(key.at[i])) {
			parse_complain(
				parse, reader->file, number,
				"`%.*s`: not a key, expected letters, digits, dots, - and _ in one word",
				(int)key.n, key.at);
			return;
		}
	}
	if (reader->n >= SECTIONS_MOST) {
		if (reader->n++ == SECTIONS_MOST)
			parse_complain(parse, reader->file, number, "too many sections, expected at most %d",
				       (int)SECTIONS_MOST);
		return;
	}
	mem_grow(&reader->sections, reader->n, &reader->room, sizeof *reader->sections);
	section = &reader->sections[reader->n++];
	*section = (struct section){.file = reader->file, .line = number};
	section->type = arena_text(parse->arena, type);
	section->key = arena_text(parse->arena, key);
	section->kind = section_kind_of(section->type);
	reader->open = true;
	reader->lost = false;
}

/* The key with single spaces between its words. */
static const char *tidy_key(struct reader *reader, struct str_view key)
{
	char *tidy = arena_text(reader->parse->arena, key);
	size_t n = 0;

	for (size_t i = 0; i < key.n; i++) {
		if (!is_blank(key.at[i]))
			tidy[n++] = key.at[i];
		else if (n > 0 && tidy[n - 1] != ' ')
			tidy[n++] = ' ';
	}
	tidy[n] = '\0';
	return tidy;
}

static void read_entry(struct reader *reader, struct str_view line, int number)
{
	struct str_view value = line, key = str_cut(&value, '=');

	close_entry(reader);
	if (!reader->open) {
		if (!reader->lost)
			parse_complain(reader->parse, reader->file, number,
				       "`%.*s`: stands before any section, expected one such as [policy]",
				       line.n > 60 ? 60 : (int)line.n, line.at);
		return;
	}
	reader->lost = value.at == NULL || str_trim(key).n == 0;
	if (reader->lost) {
		parse_complain(reader->parse, reader->file, number,
			       "`%.*s`: not understood, expected key = value", line.n > 60 ? 60 : (int)line.n,
			       line.at);
		return;
	}
	if (reader->n_entries == ENTRIES_MOST) {
		reader->lost = true;
		parse_complain(reader->parse, reader->file, number,
			       "too many lines in one section, expected at most %d", (int)ENTRIES_MOST);
		return;
	}
	value = str_trim(value);
	mem_grow(&reader->entries, reader->n_entries, &reader->room_entries, sizeof *reader->entries);
	reader->entries[reader->n_entries++] =
		(struct entry){.key = tidy_key(reader, str_trim(key)), .value = "", .line = number};
	str_add_n(&reader->value, value.at, value.n);
	reader->last = number;
}

/* True for "word =" or "two words =", which was surely meant as an entry of its own. */
static bool looks_like_entry(struct str_view line)
{
	struct str_view value = line, key = str_trim(str_cut(&value, '='));

	if (value.at == NULL || key.n == 0 || key.n > 40)
		return false;
	for (size_t i = 0; i < key.n; i++)
		if (!is_key_char(key.at[i]) && !is_blank(key.at[i]))
			return false;
	return true;
}

static void read_continuation(struct reader *reader, struct str_view line, int number)
{
	if (reader->lost)
		return;
	if (reader->n_entries == 0 || looks_like_entry(line)) {
		parse_complain(
			reader->parse, reader->file, number,
			"`%.*s`: an indented line goes on with the one above, expected an entry to begin "
			"at the left edge",
			line.n > 60 ? 60 : (int)line.n, line.at);
		return;
	}
	for (; reader->last < number; reader->last++)
		str_add_char(&reader->value, '\n');
	str_add_n(&reader->value, line.at, line.n);
}

static bool has_control(struct str_view line)
{
	const uint64_t ones = UINT64_MAX / 0xff, highs = ones * 0x80;
	size_t i = 0;

	/* Eight at a time, until one of them may be one. */
	for (uint64_t eight; i + sizeof eight <= line.n; i += sizeof eight) {
		memcpy(&eight, line.at + i, sizeof eight);
		const uint64_t last = eight ^ ones * 0x7f;

		if ((((eight - ones * 0x20) & ~eight) | ((last - ones) & ~last)) & highs)
			break;
	}
	for (; i < line.n; i++)
		if (((unsigned char)line.at[i] < 0x20 && line.at[i] != '\t') || line.at[i] == 0x7f)
			return true;
	return false;
}

static void read_line(struct reader *reader, struct str_view line, int number)
{
	struct str_view text;

	if (line.n > 0 && line.at[line.n - 1] == '\r')
		line.n--;
	if (has_control(line)) {
		parse_complain(reader->parse, reader->file, number,
			       "a control character, expected plain text");
		return;
	}
	text = str_trim(without_comment(line));
	if (text.n == 0)
		return;
	if (is_blank(line.at[0]))
		read_continuation(reader, text, number);
	else if (text.at[0] == '[')
		read_header(reader, text, number);
	else
		read_entry(reader, text, number);
}

static void read_text(struct reader *reader, const struct bundle_file *file)
{
	struct str_view rest = str_view(file->text);
	int number = 1;

	reader->file = arena_text(reader->parse->arena, str_view(file->name));
	reader->lost = false;
	if (rest.n >= 3 && memcmp(rest.at, "\xef\xbb\xbf", 3) == 0) {
		rest.at += 3;
		rest.n -= 3;
	}
	for (; rest.n > 0; number++)
		read_line(reader, str_cut(&rest, '\n'), number);
	close_section(reader);
	reader->open = false;
}

void reader_read(struct parse *parse)
{
	struct reader reader = {.parse = parse};

	for (size_t i = 0; i < parse->bundle->n; i++) {
		const char *name = parse->bundle->files[i].name;
		size_t n = strlen(name);

		if (n >= 7 && strcmp(name + n - 7, ".policy") == 0)
			read_text(&reader, &parse->bundle->files[i]);
	}
	str_done(&reader.value);
	free(reader.entries);
	if (reader.n > SECTIONS_MOST)
		reader.n = SECTIONS_MOST;
	parse->memory->n_sections = reader.n;
	parse->memory->sections =
		arena_keep(parse->arena, reader.sections, reader.n, sizeof *reader.sections);
}
