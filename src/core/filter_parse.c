#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "core/filter_words.h"
#include "core/moment.h"
#include "store/cases.h"
#include "store/people.h"

static const char *const keys[] = {"team", "worker", "rating", "status", "timescale", "queue",
				   "direction"};
static const enum filter_kind kinds[] = {FILTER_TEAM,   FILTER_WORKER,    FILTER_RATING,
					 FILTER_STATUS, FILTER_TIMESCALE, FILTER_QUEUE,
					 FILTER_DIRECTION};
enum { KEYS = sizeof(keys) / sizeof(keys[0]), TOO_MANY = 100000 };

/* ---- names of teams and workers ---- */

struct naming {
	const char *folded;
	char *exact;
};

static bool compare_name(struct naming *naming, const char *name)
{
	char *folded = utf8_fold(name);

	if (!naming->exact && strcmp(folded, naming->folded) == 0)
		naming->exact = mem_copy(name);
	free(folded);
	return true;
}

static bool see_team(void *arg, const struct team_row *row)
{
	return compare_name(arg, row->name);
}

static bool see_person(void *arg, const struct person_row *row)
{
	struct naming *naming = arg;

	if (!naming->exact && row->login && strcmp(row->login, naming->folded) == 0)
		naming->exact = mem_copy(row->name);
	return compare_name(naming, row->name);
}

static bool read_name(struct desk *desk, struct filter_clause *clause, struct error *err)
{
	struct naming naming = {.folded = clause->word};
	bool ok;

	if (strcmp(clause->word, "none") == 0) {
		clause->none = true;
		return true;
	}
	if (clause->kind == FILTER_WORKER && strcmp(clause->word, "me") == 0) {
		clause->exact = mem_copy(desk->name);
		return true;
	}
	ok = clause->kind == FILTER_TEAM ? team_all(desk->store, see_team, &naming, err)
					 : person_all(desk->store, see_person, &naming, err);
	clause->exact = naming.exact;
	return ok;
}

/* ---- statuses, timescales, queues: in full, or their beginning ---- */

static bool read_status(struct filter_clause *clause, const char *value, struct error *err)
{
	enum clock_status exact;

	if (status_from_word(str_view(value), &exact)) {
		clause->statuses = 1u << exact;
		return true;
	}
	for (int i = 0; i < STATUSES; i++)
		if (strncmp(status_word((enum clock_status)i), value, strlen(value)) == 0)
			clause->statuses |= 1u << i;
	return clause->statuses != 0 ||
	       error_set(err, ERROR_USAGE,
			 _("filter \"status:%s\": there is no such status; it is one of on-track, due-soon,"
			   " overdue, paused, met, late, ended, withdrawn, attention"),
			 value);
}

static void add_key(struct filter_clause *clause, const char *key)
{
	for (size_t i = 0; i < clause->n_keys; i++)
		if (strcmp(clause->keys[i], key) == 0)
			return;
	clause->keys = mem_resize(clause->keys, clause->n_keys + 1, sizeof(*clause->keys));
	clause->keys[clause->n_keys++] = mem_copy(key);
}

static bool read_timescale(const struct practice *practice, struct filter_clause *clause, const char *value,
			   struct error *err)
{
	if (practice_timescale(practice, value)) {
		add_key(clause, value);
		return true;
	}
	for (size_t v = 0; v < practice->n; v++)
		for (size_t i = 0; i < practice->policies[v]->n_timescales; i++)
			if (strncmp(practice->policies[v]->timescales[i].key, value, strlen(value)) == 0)
				add_key(clause, practice->policies[v]->timescales[i].key);
	return clause->n_keys > 0 ||
	       error_set(err, ERROR_USAGE, _("filter \"timescale:%s\": the policy has no such timescale"),
			 value);
}

static bool read_queue(const struct policy *policy, struct filter_clause *clause, const char *value,
		       struct error *err)
{
	bool exact = policy_queue_named(policy, value) != NULL;

	for (size_t i = 0; i < policy->n_queues; i++) {
		const char *key = policy->queues[i].key;

		if (exact ? strcmp(key, value) == 0 : strncmp(key, value, strlen(value)) == 0)
			add_key(clause, key);
	}
	return clause->n_keys > 0 ||
	       error_set(err, ERROR_USAGE, _("filter \"queue:%s\": the policy has no such queue"), value);
}

/* ---- ratings: in full, or their beginning ---- */

struct rating {
	struct filter_clause *clause;
	char *quoted;		/* as the sentence of a case that needs attention has it, folded */
	bool exact, any;	/* one is called so; the policy has ratings at all */
};

static void see_ratings(struct rating *rating, const struct policy *policy)
{
	const char *word = rating->clause->word;

	for (size_t k = 0; k < policy->n_kinds; k++) {
		const struct policy_field *field = policy_kind_field(&policy->kinds[k], "rating");

		for (size_t i = 0; field && i < field->n_choices; i++) {
			const char *code = field->choices[i].code;

			rating->any = true;
			rating->exact |= strcmp(code, word) == 0;
			if (strncmp(code, word, strlen(word)) == 0)
				add_key(rating->clause, code);
		}
	}
}

static bool says_so(void *arg, const struct case_row *row)
{
	struct rating *rating = arg;
	char *folded = utf8_fold(row->attention ? row->attention : "");

	rating->exact |= strstr(folded, rating->quoted) != NULL;
	free(folded);
	return !rating->exact;
}

/* One that an extract brought and no policy knows is a rating too: its case needs attention and says so. */
static bool read_rating(struct desk *desk, struct filter_clause *clause, const char *value, struct error *err)
{
	struct rating rating = {.clause = clause};
	struct str_buf quoted = {0};
	bool ok;

	clause->word = utf8_fold(value);
	clause->none = strcmp(clause->word, "none") == 0;
	if (clause->none)
		return true;
	for (size_t v = 0; v < desk->practice->n; v++)
		see_ratings(&rating, desk->practice->policies[v]);
	if (rating.exact || clause->n_keys || !rating.any || strncmp("none", clause->word, strlen(clause->word)) == 0)
		return true;
	str_addf(&quoted, "\u201C%s\u201D", clause->word);
	rating.quoted = utf8_fold(quoted.text);
	str_done(&quoted);
	ok = case_needing_attention(desk->store, says_so, &rating, err);
	free(rating.quoted);
	return ok && (rating.exact ||
	       error_set(err, ERROR_USAGE,
			 _("filter \"rating:%s\": the policy has no such rating, and no case is rated so"), value));
}

/* ---- a manager's direction ---- */

static bool read_direction(struct filter_clause *clause, const char *value, struct error *err)
{
	static const char *const words[] = {"yes", "with", "no", "none", "without"};

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		if (strncmp(words[i], value, strlen(value)) != 0)
			continue;
		clause->none = i >= 2;
		return true;
	}
	return error_set(err, ERROR_USAGE,
			 _("filter \"direction:%s\": yes or no is expected: with a manager's direction or"
			   " without one"),
			 value);
}

/* ---- due and age ---- */

static bool read_than(const char **text, enum filter_than *than)
{
	bool less = **text == '<';

	if (**text != '<' && **text != '>')
		return false;
	(*text)++;
	*than = less ? THAN_LESS : THAN_MORE;
	if (**text == '=') {
		(*text)++;
		*than = less ? THAN_AT_MOST : THAN_AT_LEAST;
	}
	return true;
}

static bool read_short_unit(const char *text, enum limit_unit *unit)
{
	static const struct {
		const char *word;
		enum limit_unit unit;
	} units[] = {
		{"m", UNIT_MINUTES}, {"min", UNIT_MINUTES}, {"h", UNIT_HOURS},
		{"d", UNIT_DAYS},    {"", UNIT_DAYS},       {"wd", UNIT_WORKING_DAYS},
		{"w", UNIT_WEEKS},   {"mo", UNIT_MONTHS},   {"y", UNIT_YEARS},
	};

	for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++) {
		if (strcmp(units[i].word, text) == 0) {
			*unit = units[i].unit;
			return true;
		}
	}
	return false;
}

static bool read_span(struct desk *desk, struct filter_clause *clause, const char *word, const char *value,
		      struct error *err)
{
	size_t digits;
	int64_t n;
	struct moment moment;
	struct error why = {0};

	if (!*value) {
		clause->kind = FILTER_ANYTHING;
		return true;
	}
	digits = strspn(value + (*value == '-'), "0123456789") + (*value == '-');
	if (str_to_int((struct str_view){value, digits}, &n) && n > -TOO_MANY && n < TOO_MANY &&
	    read_short_unit(value + digits, &clause->unit)) {
		clause->n = n;
		return true;
	}
	/* What is due lies ahead: "fri" is the coming one. What came in is behind: the last. */
	if ((clause->kind == FILTER_DUE ? moment_parse_ahead : moment_parse)(
		    value, desk->zone, desk->practice->newest->calendars[0].calendar, desk->now, &moment, &why)) {
		clause->absolute = true;
		clause->at = moment.at;
		clause->timed = moment.timed;
		return true;
	}
	return error_set(err, ERROR_USAGE,
			 _("filter \"%s\": what stands after the sign is no length of time such as 2d, 4h,"
			   " 30m, 5wd or 2w, and no date"),
			 word);
}

/* ---- words ---- */

/* One word or one part of it between commas, without "-". key NULL: a word of its own. */
static bool read_clause(struct desk *desk, const char *whole, struct filter_clause *clause, const char *value,
			struct error *err)
{
	if (clause->kind != FILTER_WORD && !*value) {
		clause->kind = FILTER_ANYTHING;
		return true;
	}
	switch (clause->kind) {
	case FILTER_ANYTHING:
		return true;
	case FILTER_WORD:
		clause->word = utf8_fold(value);
		return true;
	case FILTER_TEAM:
	case FILTER_WORKER:
		clause->word = utf8_fold(value);
		return read_name(desk, clause, err);
	case FILTER_RATING:
		return read_rating(desk, clause, value, err);
	case FILTER_STATUS:
		return read_status(clause, value, err);
	case FILTER_TIMESCALE:
		return read_timescale(desk->practice, clause, value, err);
	case FILTER_QUEUE:
		return read_queue(desk->practice->newest, clause, value, err);
	case FILTER_DUE:
	case FILTER_AGE:
		return read_span(desk, clause, whole, value, err);
	case FILTER_DIRECTION:
		return read_direction(clause, value, err);
	case FILTER_NEW:
		return true;
	}
	return false;
}

/* The parts between commas: any of them will do. */
static bool read_alternatives(struct desk *desk, const char *word, struct filter_clause *clause,
			      const char *values, struct error *err)
{
	struct str_view rest = str_view(values);
	bool ok = true;

	for (struct filter_clause *at = clause; ok; at = at->or_else) {
		char *value = str_copy(str_trim(str_cut(&rest, ',')));

		ok = read_clause(desk, word, at, value, err);
		free(value);
		if (!rest.at)
			break;
		at->or_else = mem_new(sizeof(*at));
		at->or_else->kind = clause->kind == FILTER_ANYTHING ? FILTER_ANYTHING : clause->kind;
	}
	return ok;
}

static bool read_word(struct desk *desk, const char *word, struct filter_clause *clause, struct error *err)
{
	const char *text = word, *colon;

	if (text[0] == '-' && text[1]) {
		clause->negated = true;
		text++;
	}
	if (strncmp(text, "due", 3) == 0 || strncmp(text, "age", 3) == 0) {
		const char *value = text + 3;

		if (read_than(&value, &clause->than)) {
			clause->kind = text[0] == 'd' ? FILTER_DUE : FILTER_AGE;
			if (read_clause(desk, word, clause, value, err)) {
				clause->negated &= clause->kind != FILTER_ANYTHING;
				return true;
			}
			return false;
		}
	}
	colon = strchr(text, ':');
	for (size_t i = 0; colon && i < KEYS; i++) {
		if (strlen(keys[i]) != (size_t)(colon - text) ||
		    strncmp(keys[i], text, (size_t)(colon - text)) != 0)
			continue;
		clause->kind = kinds[i];
		if (!read_alternatives(desk, word, clause, colon + 1, err))
			return false;
		clause->negated &= clause->kind != FILTER_ANYTHING;
		return true;
	}
	if (colon && colon > text && strspn(text, "abcdefghijklmnopqrstuvwxyz_") == (size_t)(colon - text))
		return error_set(
			err, ERROR_USAGE,
			_("filter \"%s\": before the colon stands one of team, worker, rating, status,"
			  " timescale, queue, direction"),
			word);
	clause->kind = strcmp(text, "new") == 0 ? FILTER_NEW : FILTER_WORD;
	return read_clause(desk, word, clause, text, err);
}

struct filter *filter_parse(struct desk *desk, const char *const *words, size_t n, struct error *err)
{
	struct filter *filter;
	int64_t since;

	if (!desk_practice(desk, err))
		return NULL;
	filter = mem_new(sizeof(*filter));
	filter->desk = desk;
	filter->clauses = mem_array(n, sizeof(*filter->clauses));
	for (size_t i = 0; i < n; i++) {
		if (!words[i][0])
			continue;
		if (!read_word(desk, words[i], &filter->clauses[filter->n++], err)) {
			filter_free(filter);
			return NULL;
		}
	}
	if (filter_has_new(filter) && (!queue_looked(desk, filter_queue(filter), &since, err) ||
				       !filter_read_new(filter, since, err))) {
		filter_free(filter);
		return NULL;
	}
	return filter;
}

struct filter *filter_parse_line(struct desk *desk, const char *line, struct error *err)
{
	struct filter *filter;
	char **words = NULL;
	size_t n = 0, room = 0;

	while (*line) {
		struct str_buf word = {0};
		bool quoted = false;

		line += strspn(line, " \t");
		for (; *line && (quoted || (*line != ' ' && *line != '\t')); line++) {
			if (*line == '"')
				quoted = !quoted;
			else
				str_add_char(&word, *line);
		}
		if (!word.n) {
			str_done(&word);
			continue;
		}
		mem_grow(&words, n, &room, sizeof(*words));
		words[n++] = str_take(&word);
	}
	filter = filter_parse(desk, (const char *const *)words, n, err);
	for (size_t i = 0; i < n; i++)
		free(words[i]);
	free(words);
	return filter;
}
