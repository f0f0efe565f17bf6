/* What the readers of policy files share: the sections as read, complaints, and the words of
 * a value one by one. Only for the files of this room. */
#ifndef POLICY_PARSE_H
#define POLICY_PARSE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "base/error.h"
#include "base/str.h"
#include "policy/memory.h"
#include "policy/policy.h"

/* A list of choices that several fields share. */
struct choice_list {
	const char *key;
	const struct policy_choice *choices;
	size_t n;
};

struct parse {
	struct policy *policy;		/* what is being filled */
	struct policy_memory *memory;
	struct arena *arena;		/* &memory->arena */
	struct names *names;
	const struct bundle *bundle;
	struct choice_list *lists;
	size_t n_lists;
	policy_complaint *complain;
	void *arg;
	struct error *err;
	int complaints;
	const char *holidays_file;		/* the last one read without a complaint */
	const struct policy_calendar *holidays_of;	/* the calendar that has what was in it; NULL none yet */
};

/* More than any practice needs, and little enough that no text can keep the reader busy. */
enum {
	SECTIONS_MOST = 4000,
	ENTRIES_MOST = 2000,	/* in a section */
	WORDS_MOST = 5000,	/* in a value */
	SPANS_MOST = 500,	/* of office hours in one calendar */
	CLOSURES_MOST = 100000,	/* dates of one calendar */
	KEY_RULES_MOST = 64,	/* keys that one type of section may have */
};

/* ---- complaints ---- */

/* Reports "file:line: text" and returns false. At most 500 are told, all are counted. */
bool parse_complain(struct parse *parse, const char *file, int line, const char *format, ...)
	__attribute__((format(printf, 4, 5)));

/* The section of a kind and key, to complain of; it has been parsed, so it is there. Looks through all of them. */
const struct section *section_named(const struct parse *parse, enum section_kind kind, const char *key);

/* The same at an entry of a section. */
bool entry_complain(struct parse *parse, const struct section *section, const struct entry *entry,
		    const char *format, ...) __attribute__((format(printf, 4, 5)));

/* ---- reading ---- */

/* Reads all *.policy files of the bundle into memory->sections. */
void reader_read(struct parse *parse);

/* One key that a section may have. */
struct key_rule {
	const char *key;	/* "limit"; "field *" for every key that begins with "field " */
	bool repeats;		/* may stand more than once */
	const char *example;	/* NULL when it may be left out, else how it could be written */
	void (*set)(struct parse *parse, const struct section *section, const struct entry *entry,
		    void *object);
};

/* Calls the rule of each entry. Complains about unknown, doubled and missing keys. */
void section_parse(struct parse *parse, const struct section *section, const struct key_rule *rules,
		   size_t n_rules, void *object);

/* The kind of "timescale"; SECTION_KINDS where there is none of that name. */
enum section_kind section_kind_of(const char *type);

/* How many sections there are of a kind. */
size_t section_count(const struct parse *parse, enum section_kind kind);

/* The text of a value on one line, quotes around the whole taken off. Stands in the arena. */
const char *entry_text(struct parse *parse, const struct section *section, const struct entry *entry);

/* yes or no; anything else is complained about and leaves *out. */
void entry_yes(struct parse *parse, const struct section *section, const struct entry *entry, bool *out);

/* YYYY-MM-DD. */
void entry_date(struct parse *parse, const struct section *section, const struct entry *entry, int32_t *out);

/* "85 %" or "97.5%" as parts per thousand. */
void entry_percent(struct parse *parse, const struct section *section, const struct entry *entry, int *out);

/* ---- the words of a value ---- */

enum token {
	TOKEN_END,
	TOKEN_WORD,
	TOKEN_STRING,	/* "..."; text is what is between the quotes */
	TOKEN_COMMA,
	TOKEN_OPEN,	/* ( */
	TOKEN_CLOSE,	/* ) */
	TOKEN_BAD,	/* a quote that is not closed on its line */
};

struct lex {
	struct parse *parse;
	const struct section *section;
	const struct entry *entry;
	enum token token;
	struct str_view text;	/* of the token */
	const char *next;	/* after the token */
	int words;		/* tokens so far */
};

/* Stands on the first token afterwards. */
void lex_start(struct lex *lex, struct parse *parse, const struct section *section,
	       const struct entry *entry);

/* Stays at the end once it is reached, and at a bad token for ever. */
void lex_next(struct lex *lex);

/* True when the token is this unquoted word. */
bool lex_is(const struct lex *lex, const char *word);

/* The same, and goes past it. */
bool lex_take(struct lex *lex, const char *word);

/* Goes past the token when it is of this sort. */
bool lex_take_token(struct lex *lex, enum token token);

/* A complaint at the line of the token, "`TOKEN`: text". */
bool lex_complain(struct lex *lex, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* True at the end; else complains that `expected` should stand there. */
bool lex_end(struct lex *lex, const char *expected);

/* Takes a word or a quoted text into the arena; NULL with a complaint otherwise. */
const char *lex_name(struct lex *lex, const char *expected);

/* Takes a whole number from least to most. */
bool lex_number(struct lex *lex, int least, int most, int *out);

/* Takes a length of time of at least 1; zero_too also takes "0 working days". */
bool lex_limit(struct lex *lex, bool zero_too, struct limit *out);

/* Takes a date YYYY-MM-DD. */
bool lex_date(struct lex *lex, int32_t *out);

/* ---- events and conditions in values ---- */

enum condition_place {
	CONDITION_WHERE,	/* behind an event: its own field goes before an attribute of the name */
	CONDITION_WHEN,		/* of a clock: the other way round; values may have bare commas between them */
	CONDITION_LIMIT,	/* of a length: as of a clock, but a comma ends it */
};

/* KIND or tag:TAG or #TAG, several with `or`, then perhaps `where CONDITION`. */
bool match_parse(struct lex *lex, struct match *out);

/* Matches with commas between them, to the end of the value. */
void matches_parse(struct parse *parse, const struct section *section, const struct entry *entry,
		   struct matches *out);

/* Clauses with `and` between them. kinds are the events whose fields may be named. */
bool condition_parse(struct lex *lex, const uint64_t kinds[EVENT_KINDS / 64], enum condition_place place,
		     struct condition *out);

/* Adds all of more. */
void kinds_add(uint64_t kinds[EVENT_KINDS / 64], const uint64_t more[EVENT_KINDS / 64]);

/* Adds one, 0..255. */
void kinds_set(uint64_t kinds[EVENT_KINDS / 64], int kind);

/* "contact.received, contact.rated" for a complaint; at most some of them. */
void kinds_list(const struct parse *parse, const uint64_t kinds[EVENT_KINDS / 64], struct str_buf *out);

/* The field of one of the kinds (any declared kind when kinds is NULL), NULL if none has it. */
const struct policy_field *field_of(const struct parse *parse, const uint64_t *kinds, int name,
				    bool attribute_only);

/* ---- the parts, in the order in which they are read: each fills its part of the policy ---- */

/* Name, version and zone; a complaint when there is no such section. */
void parse_policy_section(struct parse *parse);

/* The lists that fields refer to with `from`. */
void parse_choices(struct parse *parse);

/* The events, their numbers and what closes, reopens and extends. */
void parse_events(struct parse *parse);

/* One field's line; name and key are set already. */
void parse_field(struct parse *parse, const struct section *section, const struct entry *entry,
		 struct policy_field *field);

/* "next_steps" read as "Next steps". Stands in the arena. */
const char *label_of(struct parse *parse, const char *key);

/* `of TIMESCALE (WORD = EVENT "Label", ...)` after the type review. */
bool take_review(struct lex *lex, struct policy_field *field);

/* `from breaches within N days` after the parts of lines, or nothing. */
bool take_breaches(struct lex *lex, struct policy_field *field);

/* What a timescale makes of the fields of events: those that limit a clock which their event starts lie ahead. After
 * the timescales; the events then stand in another place. */
void mark_limits(struct parse *parse);

/* What only shows when all events are read: what the verdicts of a review and `books` name. */
void check_review(struct parse *parse, const struct section *section, const struct policy_field *field, int line);

/* What only shows when all timescales are read: which of them a review is of. */
void check_reviews(struct parse *parse);

/* What only shows when all fields of an event are read: what `when` names. */
void check_when(struct parse *parse, const struct section *section, const struct policy_kind *kind);

/* What only shows when all events are read: what `lines of` names. */
void check_lines(struct parse *parse);

/* After the events, whose keys they name. */
void parse_queues(struct parse *parse);

/* The default one first. Calendars are only made while there was no complaint. */
void parse_calendars(struct parse *parse);

/* Bank holidays, or closed days, of one calendar; reasons stand in the arena. */
struct closures {
	struct calendar_closure *items;
	size_t n, room;
};

/* Adds the holidays of a nation, and stores the last date of the last year listed. */
bool parse_holidays(struct parse *parse, const struct section *section, const struct entry *entry,
		    const char *file, const char *nation, struct closures *out, int32_t *known_until);

/* Adds the dates of one `closed` line. */
void parse_closed(struct parse *parse, const struct section *section, const struct entry *entry,
		  struct closures *out);

/* After the events, queues and calendars; entries of one key together, by `from`. */
void parse_timescales(struct parse *parse);

/* `start =` of a timescale. */
void parse_starts(struct parse *parse, const struct section *section, const struct entry *entry,
		  struct timescale *timescale);

/* `limit =`: fills limits and n_marks. */
void parse_limit(struct parse *parse, const struct section *section, const struct entry *entry,
		 struct timescale *timescale);

/* `warn =`. */
void parse_warn(struct parse *parse, const struct section *section, const struct entry *entry,
		struct timescale *timescale);

/* `every =`: fills the grid. */
void parse_grid(struct parse *parse, const struct section *section, const struct entry *entry,
		struct timescale *timescale);

/* After the timescales, each of which is a measure too. */
void parse_measures(struct parse *parse);

/* After the events, whose keys stand in acts. */
void parse_roles(struct parse *parse);

/* Fills policy->load; after the events, whose types are named. */
void parse_load(struct parse *parse);

/* After the queues and timescales: the [panel KEY] sections. */
void parse_panels(struct parse *parse);

/* What the events of one subject say together; part of parse_events. */
void check_subject_events(struct parse *parse);

/* What timescales and queues make of events of several subjects; says which queues are of staff. */
void check_subjects(struct parse *parse);

/* What only shows when all lines of a timescale are read. */
void check_timescale(struct parse *parse, const struct section *section, const struct timescale *timescale);

/* What only shows when all events are read: what they open, concern and come out of. */
void check_opening(struct parse *parse);

#endif
