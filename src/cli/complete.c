#include "config.h"
#include "cli/complete.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "cli/command.h"
#include "cli/words.h"
#include "clock/civil.h"
#include "clock/status.h"
#include "core/keep.h"
#include "core/search.h"

enum { OFFER_MOST = 60 };

/* One question: what is typed already, and to whom the answers go. */
struct completing {
	struct desk *desk;
	const struct command *command;
	const struct words *words;
	const char *before;	/* that stays in front of what is offered: "worker:" */
	const char *typed;	/* of the word itself, behind `before` */
	complete_each *each;
	void *arg;
	int n;
	bool ended;
};

/* True when the text begins with what is typed, or one of its words does. */
static bool begins(const char *text, const char *typed)
{
	char *in = utf8_fold(text), *what = utf8_fold(typed);
	size_t n = strlen(what);
	bool found = !strncmp(in, what, n);
	for (const char *at = strchr(in, ' '); at && !found; at = strchr(at + 1, ' '))
		found = !strncmp(at + 1, what, n);
	free(in);
	free(what);
	return found;
}

/* Offers a word as it would be typed; false when nobody wants more. */
static bool offer(struct completing *question, const char *word, const char *note)
{
	struct str_buf whole = {0}, quoted = {0};
	str_addf(&whole, "%s%s", question->before, word);
	words_quote(&quoted, whole.text);
	question->ended = question->ended || !question->each(question->arg, quoted.text, note ? note : "") ||
			  ++question->n >= OFFER_MOST;
	str_done(&whole);
	str_done(&quoted);
	return !question->ended;
}

static bool offer_if(struct completing *question, const char *word, const char *note)
{
	bool fits = begins(word, question->typed) || (note && *question->typed && begins(note, question->typed));
	return !fits || offer(question, word, note);
}

/* ---- what stands in the file and the practice ---- */

static const struct policy *policy_of(struct completing *question)
{
	const struct practice *practice = desk_practice(question->desk, NULL);
	return practice ? practice->newest : NULL;
}

static void kinds(struct completing *question)
{
	const struct policy *policy = policy_of(question);
	for (size_t i = 0; policy && i < policy->n_kinds; i++)
		if (!policy->kinds[i].hidden &&
		    !offer_if(question, policy->kinds[i].key, i18n_text(policy->kinds[i].title)))
			return;
}

static void timescales(struct completing *question)
{
	const struct policy *policy = policy_of(question);
	const char *last = "";
	for (size_t i = 0; policy && i < policy->n_timescales; i++) {
		const struct timescale *timescale = &policy->timescales[i];
		if (strcmp(timescale->key, last) && !offer_if(question, timescale->key, i18n_text(timescale->title)))
			return;
		last = timescale->key;
	}
}

static void measures(struct completing *question)
{
	const struct policy *policy = policy_of(question);
	for (size_t i = 0; policy && i < policy->n_measures; i++)
		if (!offer_if(question, policy->measures[i].key, i18n_text(policy->measures[i].title)))
			return;
}

static void queues(struct completing *question)
{
	const struct policy *policy = policy_of(question);
	for (size_t i = 0; policy && i < policy->n_queues; i++)
		if (!offer_if(question, policy->queues[i].key, i18n_text(policy->queues[i].title)))
			return;
}

static bool worker(void *arg, const struct keep_person *person)
{
	struct str_buf note = {0};
	struct completing *question = arg;
	str_addf(&note, "%s%s%s", person->login ? person->login : "", person->team ? ", " : "",
		 person->team ? person->team : "");
	bool fits = begins(person->name, question->typed) ||
		    (person->login && begins(person->login, question->typed));
	bool more = !fits || offer(question, person->name, note.text);
	str_done(&note);
	return more;
}

static void workers(struct completing *question)
{
	const char *reference = question->words->n > 1 ? question->words->at[1] : NULL;
	if (!keep_workers(question->desk, reference, worker, question, NULL))
		keep_workers(question->desk, NULL, worker, question, NULL);
}

static void people(struct completing *question)
{
	keep_people(question->desk, worker, question, NULL);
}

static bool team(void *arg, const char *name, bool active)
{
	return !active || offer_if(arg, name, NULL);
}

static void teams(struct completing *question)
{
	keep_teams(question->desk, team, question, NULL);
}

static bool child(void *arg, const struct known_row *row)
{
	struct str_buf note = {0};
	str_addf(&note, "%s%s%s", row->name ? row->name : "", row->age && *row->age ? ", " : "",
		 row->age ? row->age : "");
	bool more = offer(arg, row->reference, note.text);
	str_done(&note);
	return more;
}

/* By reference, or by name: what is put into the line is the reference. */
static void references(struct completing *question)
{
	const struct known_query query = {.words = question->typed, .born = CIVIL_NONE, .most = 12};
	if (*question->typed)
		search_known(question->desk, &query, child, question, NULL, NULL);
}

static void values_of(struct completing *question, const struct policy_field *field)
{
	static const char *const yes_no[] = {"yes", "no"};
	for (size_t i = 0; i < field->n_choices; i++)
		if (!field->choices[i].retired &&
		    !offer_if(question, field->choices[i].code, i18n_text(field->choices[i].label)))
			return;
	if (field->type == FIELD_YESNO)
		for (size_t i = 0; i < 2; i++)
			offer_if(question, yes_no[i], NULL);
	if (field->type == FIELD_PERSON)
		people(question);
}

/* FIELD=VALUE of the event that was named: first the field, then its values. */
static void fields(struct completing *question)
{
	const struct policy *policy = policy_of(question);
	const struct policy_kind *kind =
		policy && question->words->n > 2 ? policy_kind_named(policy, question->words->at[2]) : NULL;
	const char *equals = strchr(question->typed, '=');
	for (size_t i = 0; kind && i < kind->n_fields && !question->ended; i++) {
		const struct policy_field *field = &kind->fields[i];
		struct str_buf word = {0};
		str_addf(&word, "%s=", field->key);
		if (!equals) {
			offer_if(question, word.text, i18n_text(field->label));
		} else if (!strncmp(question->typed, word.text, word.n)) {
			question->before = word.text;
			question->typed += word.n;
			values_of(question, field);
			question->ended = true;
		}
		str_done(&word);
	}
}

static void ratings(struct completing *question)
{
	static const char *const all[] = {"red", "amber", "green", "none"};
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		offer_if(question, all[i], NULL);
}

static void statuses(struct completing *question)
{
	for (int i = 0; i < STATUSES; i++)
		offer_if(question, status_word((enum clock_status)i), NULL);
}

/* A filter's word: what it is about, a colon, a value. */
static void filters(struct completing *question)
{
	static const struct {
		const char *before;
		void (*values)(struct completing *question);
	} keys[] = {
		{"queue:", queues}, {"team:", teams},     {"worker:", people},
		{"rating:", ratings}, {"status:", statuses}, {"timescale:", timescales},
	};
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		size_t n = strlen(keys[i].before);
		if (!strncmp(question->typed, keys[i].before, n)) {
			question->before = keys[i].before;
			question->typed += n;
			keys[i].values(question);
			return;
		}
	}
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
		offer_if(question, keys[i].before, NULL);
}

/* ---- what a command takes ---- */

/* What a word in capitals in the arguments of a command stands for. */
struct place_holder {
	const char *name;
	const char *command;	/* for this command alone; NULL: for all */
	void (*offer)(struct completing *question);
};

static const struct place_holder place_holders[] = {
	{"REFERENCE", NULL, references}, {"OTHER", NULL, references},
	{"EVENT", NULL, kinds},     {"FIELD=VALUE", NULL, fields}, {"TIMESCALE", NULL, timescales},
	{"MEASURE", NULL, measures}, {"FILTER", NULL, filters},     {"QUEUE", NULL, queues},
	{"WORKER", NULL, workers},  {"WHO", NULL, people},         {"PERSON", NULL, people},
	{"OWNER", NULL, people},    {"TEAM", NULL, teams},         {"NAME", "team", teams},
};

static void offer_for(struct completing *question, struct str_view name)
{
	for (size_t i = 0; i < sizeof place_holders / sizeof *place_holders; i++) {
		const struct place_holder *holder = &place_holders[i];
		if (str_equal(name, holder->name) &&
		    (!holder->command || !strcmp(holder->command, question->command->name)))
			holder->offer(question);
	}
}

/* One word of the arguments as the table has them: "[FIELD=VALUE...]" without what is around it. */
static struct str_view bare(struct str_view word)
{
	while (word.n && (*word.at == '[' || *word.at == ']')) {
		word.at++;
		word.n--;
	}
	while (word.n && strchr("[].", word.at[word.n - 1]))
		word.n--;
	return word;
}

static bool is_literal(struct str_view word)
{
	return word.n && islower((unsigned char)*word.at);
}

/* "check|show|diff": is the word one of these? */
static bool is_one_of(struct str_view words, const char *word)
{
	while (words.n)
		if (str_equal(str_cut(&words, '|'), word))
			return true;
	return false;
}

/* The nth word of one way to write the arguments, if the words before it are those that were typed. */
static void offer_way(struct completing *question, struct str_view way, size_t nth)
{
	struct str_view last = {NULL, 0};
	bool repeats = false;
	for (size_t i = 0;; i++) {
		way = str_trim(way);
		bool ended = !way.n;
		struct str_view word = ended ? last : str_cut(&way, ' ');
		if (ended && !repeats)
			return;
		if (word.n > 1 && word.at[0] == '-')	/* an option, shown where it is needed */
			return;
		repeats = repeats || (word.n > 3 && memchr(word.at, '.', word.n));
		last = word;
		word = bare(word);
		if (i == nth) {
			while (is_literal(word) && word.n) {
				char *one = str_copy(str_cut(&word, '|'));
				offer_if(question, one, NULL);
				free(one);
			}
			offer_for(question, word);
			return;
		}
		if (is_literal(word) && !is_one_of(word, question->words->at[i + 1]))
			return;
		if (ended && i > nth)
			return;
	}
}

static void arguments(struct completing *question, size_t nth)
{
	const char *at = question->command->arguments;
	while (at && !question->ended) {
		const char *next = strstr(at, " | ");
		offer_way(question, (struct str_view){at, next ? (size_t)(next - at) : strlen(at)}, nth);
		at = next ? next + 3 : NULL;
	}
}

static const struct option_def *option_at(const struct command *command, const char *word)
{
	const struct option_def *const tables[] = {command->options, options_common()};
	for (size_t t = 0; t < 2; t++)
		for (const struct option_def *o = tables[t]; o && o->name; o++)
			if (!strncmp(word, "--", 2) && !strcmp(word + 2, o->name))
				return o;
	return NULL;
}

static void option_names(struct completing *question)
{
	question->before = "--";
	question->typed += 2;
	for (const struct option_def *o = question->command->options; o && o->name; o++)
		if (o->help && begins(o->name, question->typed))
			offer(question, o->name, _(o->help));
}

/* How many of the words before the last are arguments, and whether the last is an option's value. */
static size_t count_arguments(const struct completing *question, size_t last, const struct option_def **value)
{
	size_t n = 0;
	*value = NULL;
	for (size_t i = 1; i < last; i++) {
		const struct option_def *option = option_at(question->command, question->words->at[i]);
		if (*value)
			*value = NULL;
		else if (option && option->argument)
			*value = option;
		else if (!option)
			n++;
	}
	return n;
}

size_t complete_line(struct desk *desk, const char *line, complete_each *each, void *arg)
{
	struct words words;
	words_split(line, &words, NULL);
	size_t last = words.open ? words.n - 1 : words.n;
	struct completing question = {
		.desk = desk,
		.command = words.n ? command_find(words.at[0]) : NULL,
		.words = &words,
		.before = "",
		.typed = words.open ? words.at[last] : "",
		.each = each,
		.arg = arg,
	};
	if (question.command && last > 0) {
		const struct option_def *value;
		size_t nth = count_arguments(&question, last, &value);
		if (value)
			offer_for(&question, str_view(value->argument));
		else if (!strncmp(question.typed, "--", 2))
			option_names(&question);
		else
			arguments(&question, nth);
	}
	size_t from = words.last;
	words_done(&words);
	return from;
}
