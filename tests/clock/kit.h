/* A bench for engine tests: events and timescales in a few words, clocks as lines of text. */
#ifndef TESTS_CLOCK_KIT_H
#define TESTS_CLOCK_KIT_H

#include "clock/civil.h"
#include "clock/derive.h"

enum { KIT_EVENTS = 400, KIT_FACTS = 800, KIT_RULES = 16, KIT_NAMES = 64, KIT_ABOUTS = 64, KIT_LATER = 3 };

struct kit {
	struct event events[KIT_EVENTS];
	size_t n_events;
	struct fact facts[KIT_FACTS];
	size_t n_facts;
	struct about abouts[KIT_ABOUTS];
	size_t n_abouts;
	struct timescale rules[KIT_RULES];
	struct revision revision;
	struct revision later[KIT_LATER];	/* corrections, by when they were applied */
	struct timescale later_rules[KIT_LATER][KIT_RULES];
	size_t n_later;
	const struct revision *revisions[1 + KIT_LATER];
	struct history history;
	struct clock_list list;
	struct calendar *calendar;	/* England and Wales, 09:00-17:00 */
	char *names[KIT_NAMES];		/* of kinds, fields, types and abouts alike */
	size_t n_names;
	char *memory[2000];
	size_t n_memory;
};

struct kit *kit_new(void);
void kit_free(struct kit *kit);

/* For cmocka's fixtures: *state is a kit, which NEW_KIT gives its name in a test. */
int kit_begin(void **state);
int kit_end(void **state);
#define NEW_KIT struct kit *kit = *state

/* The number of a name; the same name is the same number. Kinds "case.closed", "case.reopened",
 * "about.closed", "about.reopened", "extended" and fields "earlier", "number", "timescale",
 * "planned_on" are what the revision says of them; "told" tells the date of birth in field "born". */
int kit_name(struct kit *kit, const char *name);

/* Local London time "2024-03-01T09:00[:30]" or a date (its first second). */
int64_t kit_time(const char *text);

/* Adds an event from words: "KIND WHEN [of=ABOUT] [out=PARENT] [rec=WHEN] [gone=WHEN] [planned] [correction]
 * [instead] [field=value]...". `instead` replaces the event before. A first `of=` opens the about. rec defaults to WHEN. A value with a leading
 * ! is unknown to the policy, one with a leading ~ is no attribute. */
struct event *kit_event(struct kit *kit, const char *words);

/* Adds a rule; the calendar is filled in when counting.calendar is NULL, from and to when both are 0,
 * n_marks when 0. */
struct timescale *kit_rule(struct kit *kit, struct timescale rule);

/* Adds the rule KEY, from one kind to another within a limit. */
struct timescale *kit_span(struct kit *kit, const char *key, const char *from, const char *to, const char *limit);

/* Adds the rule "k", from `start` to `stop` within a limit, that `until` ends without a judgement. */
struct timescale *kit_plain(struct kit *kit, const char *limit);

/* The same, while the rating is red. */
void kit_red(struct kit *kit, const char *limit);

/* A start, a matches, or a limit of the named kinds ("a b c"), living as long as the kit. */
struct start *kit_start(struct kit *kit, const char *kinds);
struct matches kit_matches(struct kit *kit, const char *kinds);
struct matches kit_matches_where(struct kit *kit, const char *kinds, struct clause clause);
struct condition kit_when(struct kit *kit, const char *attribute, enum clause_op op, const char *values);
struct limit_rule *kit_limit(struct kit *kit, const char *limit);	/* "3 months, then 6 months" */
struct warn_rule *kit_warn(struct kit *kit, const char *limit);

/* A correction of the policy, applied at a moment: the newest revision's rules once more, to be
 * changed. Call it when all rules are there. */
struct timescale *kit_correct(struct kit *kit, const char *when);

/* Working days of England and Wales with office hours 09:00-17:00 and one more closed date; the kit's
 * own has none more. To be freed by the caller. */
struct calendar *kit_calendar(int32_t closed);

/* Derives into kit->list, with the revisions applied by known. */
void kit_derive(struct kit *kit, int64_t now, int64_t known);

/* The clocks at now (and as known at known; NULL: everything), a line each:
 * "KEY ABOUT STATUS due=WHEN [end=WHEN] [spell] [flags]\n". WHEN is "2024-03-01 13:00:00", or the
 * date alone for its last second. Owned by the kit. */
const char *kit_show(struct kit *kit, const char *now, const char *known);

#define assert_clocks(kit, now, expected) assert_string_equal(kit_show(kit, now, NULL), expected)

#endif
