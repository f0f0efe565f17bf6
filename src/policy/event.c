/* The events of a policy: [choices KEY] and [event KEY]. */
#include "config.h"
#include "policy/parse.h"
#include "policy/subject.h"

#include <stdlib.h>
#include <string.h>
#include "base/mem.h"

/* ---- lists of choices ---- */

struct list_work {
	struct policy_choice *items;
	size_t n, room;
};

static void set_choice(struct parse *parse, const struct section *section, const struct entry *entry,
		       void *object)
{
	struct list_work *work = object;
	struct policy_choice choice = {.code = entry->key};
	struct lex lex;

	if (strpbrk(entry->key, " ,()\"") != NULL) {
		entry_complain(parse, section, entry, "`%s`: expected a code in one word", entry->key);
		return;
	}
	lex_start(&lex, parse, section, entry);
	if (lex.token == TOKEN_STRING) {
		choice.label = lex_name(&lex, "a label");
		if (choice.label != NULL && lex.token == TOKEN_STRING)
			choice.meaning = lex_name(&lex, "a meaning");
		choice.retired = lex_take(&lex, "retired");
		if (choice.label == NULL ||
		    !lex_end(&lex, "`retired` or nothing more after the label and meaning"))
			return;
	} else {
		choice.label = entry_text(parse, section, entry);
	}
	mem_grow(&work->items, work->n, &work->room, sizeof *work->items);
	work->items[work->n++] = choice;
}

static const struct key_rule choice_rules[] = {{"*", false, NULL, set_choice}};

void parse_choices(struct parse *parse)
{
	size_t n = section_count(parse, SECTION_CHOICES), at = 0;

	parse->lists = arena_take(parse->arena, n * sizeof *parse->lists);
	for (size_t i = 0; i < parse->memory->n_sections; i++) {
		const struct section *section = &parse->memory->sections[i];
		struct list_work work = {0};

		if (section->kind != SECTION_CHOICES)
			continue;
		section_parse(parse, section, choice_rules, 1, &work);
		if (section->n == 0)
			parse_complain(parse, section->file, section->line,
				       "choices %s: holds none, expected lines such as police = Police",
				       section->key);
		parse->lists[at++] = (struct choice_list){
			.key = section->key,
			.n = work.n,
			.choices = arena_keep(parse->arena, work.items, work.n, sizeof *work.items),
		};
	}
	parse->n_lists = at;
}

/* ---- events ---- */

struct kind_work {
	struct policy_kind kind;
	bool extends;
	struct policy_field *fields;
	size_t n_fields, room_fields;
};

static void set_title(struct parse *parse, const struct section *section, const struct entry *entry,
		      void *object)
{
	((struct kind_work *)object)->kind.title = entry_text(parse, section, entry);
}

static void set_action(struct parse *parse, const struct section *section, const struct entry *entry,
		       void *object)
{
	((struct kind_work *)object)->kind.action = entry_text(parse, section, entry);
}

static void set_new_case(struct parse *parse, const struct section *section, const struct entry *entry,
			 void *object)
{
	entry_yes(parse, section, entry, &((struct kind_work *)object)->kind.new_case);
}

static void set_plannable(struct parse *parse, const struct section *section, const struct entry *entry,
			  void *object)
{
	entry_yes(parse, section, entry, &((struct kind_work *)object)->kind.plannable);
}

static void set_closes(struct parse *parse, const struct section *section, const struct entry *entry,
		       void *object)
{
	entry_yes(parse, section, entry, &((struct kind_work *)object)->kind.closes);
}

static void set_reopens(struct parse *parse, const struct section *section, const struct entry *entry,
			void *object)
{
	entry_yes(parse, section, entry, &((struct kind_work *)object)->kind.reopens);
}

static void set_hidden(struct parse *parse, const struct section *section, const struct entry *entry,
		       void *object)
{
	entry_yes(parse, section, entry, &((struct kind_work *)object)->kind.hidden);
}

static void set_subject(struct parse *parse, const struct section *section, const struct entry *entry,
			void *object)
{
	const char *word = entry_text(parse, section, entry);

	if (!subject_named(word, &((struct kind_work *)object)->kind.subject))
		entry_complain(parse, section, entry, "`%s`: not a subject, expected child, worker, team or panel",
			       word);
}

static void set_begins(struct parse *parse, const struct section *section, const struct entry *entry,
		       void *object)
{
	entry_yes(parse, section, entry, &((struct kind_work *)object)->kind.begins);
}

static void set_ends(struct parse *parse, const struct section *section, const struct entry *entry,
		     void *object)
{
	entry_yes(parse, section, entry, &((struct kind_work *)object)->kind.ends);
}

static void set_follows(struct parse *parse, const struct section *section, const struct entry *entry,
			void *object)
{
	entry_yes(parse, section, entry, &((struct kind_work *)object)->kind.follows);
}

static void set_extends(struct parse *parse, const struct section *section, const struct entry *entry,
			void *object)
{
	entry_yes(parse, section, entry, &((struct kind_work *)object)->extends);
}

static void set_opens(struct parse *parse, const struct section *section, const struct entry *entry,
		      void *object)
{
	struct kind_work *work = object;
	struct lex lex;
	const char *type;

	lex_start(&lex, parse, section, entry);
	if (lex_is(&lex, "child") || lex_is(&lex, "or")) {
		lex_complain(&lex, "expected the name of what it opens, such as contact");
		return;
	}
	type = lex_name(&lex, "the name of what it opens, such as contact");
	if (type != NULL && lex_end(&lex, "one word"))
		work->kind.opens = names_number(parse->names, NAME_TYPE, type);
}

/* "contact or referral" as numbers; `child`, where it is allowed, sets *child. Owned by the arena. */
static const int *take_types(struct parse *parse, const struct section *section, const struct entry *entry,
			     bool *child, size_t *count)
{
	int *types = NULL;
	size_t n = 0, room = 0;
	struct lex lex;

	lex_start(&lex, parse, section, entry);
	do {
		const char *type;

		if (child != NULL && lex_take(&lex, "child")) {
			*child = true;
			continue;
		}
		type = lex_name(&lex, "the name of what an event opens, such as contact");
		if (type == NULL)
			break;
		mem_grow(&types, n, &room, sizeof *types);
		types[n++] = names_number(parse->names, NAME_TYPE, type);
	} while (lex_take(&lex, "or"));
	lex_end(&lex, "`or` or nothing more");
	*count = n;
	return arena_keep(parse->arena, types, n, sizeof *types);
}

static void set_concerns(struct parse *parse, const struct section *section, const struct entry *entry,
			 void *object)
{
	struct policy_kind *kind = &((struct kind_work *)object)->kind;

	kind->may_concern = take_types(parse, section, entry, &kind->or_child, &kind->n_may_concern);
	if (kind->n_may_concern > 0)
		kind->concerns = kind->may_concern[0];
}

static void set_out_of(struct parse *parse, const struct section *section, const struct entry *entry,
		       void *object)
{
	struct policy_kind *kind = &((struct kind_work *)object)->kind;

	kind->may_come_of = take_types(parse, section, entry, NULL, &kind->n_may_come_of);
	if (kind->n_may_come_of > 0)
		kind->out_of = kind->may_come_of[0];
}

/* Words with commas between them, such as `meeting, visit`. Owned by the arena. */
static const char *const *take_words(struct parse *parse, const struct section *section, const struct entry *entry,
				     const char *expected, size_t *count)
{
	const char **words = NULL;
	size_t n = 0, room = 0;
	struct lex lex;

	lex_start(&lex, parse, section, entry);
	do {
		const char *word = lex_name(&lex, expected);

		if (word == NULL)
			break;
		mem_grow(&words, n, &room, sizeof *words);
		words[n++] = word[0] == '#' ? word + 1 : word;
	} while (lex_take_token(&lex, TOKEN_COMMA));
	lex_end(&lex, "a comma or nothing more");
	*count = n;
	return arena_keep(parse->arena, words, n, sizeof *words);
}

static void set_tags(struct parse *parse, const struct section *section, const struct entry *entry,
		     void *object)
{
	struct policy_kind *kind = &((struct kind_work *)object)->kind;

	kind->tags = take_words(parse, section, entry, "a tag such as meeting", &kind->n_tags);
}

static void set_not_by(struct parse *parse, const struct section *section, const struct entry *entry,
		       void *object)
{
	struct policy_kind *kind = &((struct kind_work *)object)->kind;

	kind->not_by = take_words(parse, section, entry, "an event such as assessment.submitted",
				  &kind->n_not_by);
}

static void set_field(struct parse *parse, const struct section *section, const struct entry *entry,
		      void *object)
{
	struct kind_work *work = object;
	struct policy_field *field;
	const char *key = entry->key + strlen("field ");

	if (strpbrk(key, " ,()\"#") != NULL || *key == '\0') {
		entry_complain(parse, section, entry, "`%s`: expected the field's name in one word",
			       entry->key);
		return;
	}
	mem_grow(&work->fields, work->n_fields, &work->room_fields, sizeof *work->fields);
	field = &work->fields[work->n_fields++];
	*field = (struct policy_field){.key = key, .type = FIELD_TEXT};
	field->name = names_number(parse->names, NAME_FIELD, key);
	parse_field(parse, section, entry, field);
}

static const struct key_rule event_rules[] = {
	{"title", false, "Contact received", set_title},
	{"action", false, NULL, set_action},
	{"opens", false, NULL, set_opens},
	{"concerns", false, NULL, set_concerns},
	{"out of", false, NULL, set_out_of},
	{"new case", false, NULL, set_new_case},
	{"plannable", false, NULL, set_plannable},
	{"closes", false, NULL, set_closes},
	{"reopens", false, NULL, set_reopens},
	{"subject", false, NULL, set_subject},
	{"begins", false, NULL, set_begins},
	{"ends", false, NULL, set_ends},
	{"follows", false, NULL, set_follows},
	{"extends", false, NULL, set_extends},
	{"hidden", false, NULL, set_hidden},
	{"tags", false, NULL, set_tags},
	{"not by", false, NULL, set_not_by},
	{"field *", false, NULL, set_field},
};

/* What the entries of one event say together. */
static void check_event(struct parse *parse, const struct section *section, const struct kind_work *work)
{
	const struct policy_kind *kind = &work->kind;
	const char *text = NULL;

	if (kind->opens >= 0 && (kind->concerns >= 0 || kind->or_child))
		text = "it opens something and concerns something, expected one of the two (what it comes "
		       "out of "
		       "is said with `out of`)";
	else if (kind->opens < 0 && kind->out_of >= 0)
		text = "`out of` goes with `opens`, expected both";
	else if (kind->closes && kind->reopens)
		text = "it closes and reopens, expected one of the two";
	else if (kind->or_child && kind->n_may_concern == 0)
		text = "`concerns = child` is what it does anyway, expected another name before `or child`";
	if (text != NULL)
		parse_complain(parse, section->file, section->line, "event %s: %s", section->key, text);
}

static void keep_event(struct parse *parse, const struct section *section, struct kind_work *work,
		       struct policy_kind *out)
{
	struct policy *policy = parse->policy;
	struct policy_kind *kind = &work->kind;
	bool about = kind->opens >= 0 || kind->concerns >= 0;

	kind->fields = arena_keep(parse->arena, work->fields, work->n_fields, sizeof *work->fields);
	kind->n_fields = work->n_fields;
	if (kind->title == NULL)
		kind->title = kind->key;
	if (kind->action == NULL)
		kind->action = kind->title;
	check_event(parse, section, work);
	check_when(parse, section, kind);
	kind->number = names_number(parse->names, NAME_KIND, kind->key);
	*out = *kind;
	if (kind->number < 0) {
		parse_complain(
			parse, section->file, section->line,
			"event %s: expected at most %d kinds of event in all versions of the policy together",
			section->key, (int)EVENT_KINDS);
		return;
	}
	parse->memory->kinds[kind->number] = out;
	if (kind->ends)
		kinds_set(policy->closes_case, kind->number);
	if (kind->closes)
		kinds_set(about ? policy->closes_about : policy->closes_case, kind->number);
	if (kind->reopens)
		kinds_set(policy->reopens, kind->number);
	if (work->extends)
		kinds_set(policy->extends, kind->number);
}

/* What `not by` names has to be an event of this policy. */
static void check_not_by(struct parse *parse)
{
	for (size_t i = 0; i < parse->memory->n_sections; i++) {
		const struct section *section = &parse->memory->sections[i];
		const struct policy_kind *kind = section->kind == SECTION_EVENT
							 ? policy_kind_named(parse->policy, section->key)
							 : NULL;

		for (size_t k = 0; kind != NULL && k < kind->n_not_by; k++)
			if (policy_kind_named(parse->policy, kind->not_by[k]) == NULL)
				parse_complain(parse, section->file, section->line,
					       "event %s: `not by` names `%s`, expected the key of an event",
					       section->key, kind->not_by[k]);
	}
}

void parse_events(struct parse *parse)
{
	size_t n = section_count(parse, SECTION_EVENT), at = 0;
	struct policy_kind *kinds = arena_take(parse->arena, n * sizeof *kinds);

	for (size_t i = 0; i < parse->memory->n_sections; i++) {
		const struct section *section = &parse->memory->sections[i];
		struct kind_work work = {.kind = {.number = -1,
						  .key = section->key,
						  .opens = -1,
						  .concerns = -1,
						  .out_of = -1}};

		if (section->kind != SECTION_EVENT)
			continue;
		section_parse(parse, section, event_rules, sizeof event_rules / sizeof event_rules[0], &work);
		keep_event(parse, section, &work, &kinds[at++]);
	}
	parse->policy->kinds = kinds;
	parse->policy->n_kinds = at;
	check_opening(parse);
	check_lines(parse);
	check_not_by(parse);
	check_subject_events(parse);
}
