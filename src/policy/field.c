/* One field of an event: flags, type, label, hint and choices on one line. */
#include "config.h"
#include "policy/parse.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include "base/mem.h"

static const struct {
	const char *word;
	enum field_type type;
} types[] = {
	{"text", FIELD_TEXT},     {"long", FIELD_LONG}, {"choice", FIELD_CHOICE}, {"choices", FIELD_CHOICES},
	{"date", FIELD_DATE},     {"time", FIELD_TIME}, {"number", FIELD_NUMBER}, {"yesno", FIELD_YESNO},
	{"person", FIELD_PERSON}, {"team", FIELD_TEAM},
};

/* "next_steps" read as "Next steps". */
static const char *label_of(struct parse *parse, const char *key)
{
	char *label = arena_text(parse->arena, str_view(key));

	for (char *c = label; *c != '\0'; c++)
		if (*c == '_')
			*c = ' ';
	if (label[0] >= 'a' && label[0] <= 'z')
		label[0] = (char)(label[0] - 'a' + 'A');
	return label;
}

static bool take_flag(struct lex *lex, struct policy_field *field)
{
	if (lex_take(lex, "required"))
		field->required = true;
	else if (lex_take(lex, "asked"))
		field->asked = true;
	else if (lex_take(lex, "attribute"))
		field->attribute = true;
	else if (lex_take(lex, "open"))
		field->open = true;
	else
		return false;
	return true;
}

static bool take_type(struct lex *lex, struct policy_field *field)
{
	for (size_t i = 0; i < sizeof types / sizeof types[0]; i++) {
		if (lex_take(lex, types[i].word)) {
			field->type = types[i].type;
			return true;
		}
	}
	return lex_complain(lex,
			    "expected required, asked, attribute or open, then a type: text, long, choice, "
			    "choices, date, time, number, yesno, person or team");
}

static bool choice_known(const struct policy_choice *items, size_t n, const char *code)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(items[i].code, code) == 0)
			return true;
	return false;
}

/* CODE "Label" "Meaning" retired, with commas between them. */
static bool take_choices(struct lex *lex, struct policy_field *field)
{
	struct policy_choice *items = NULL;
	size_t n = 0, room = 0;
	bool good;

	do {
		struct lex start = *lex;
		struct policy_choice choice = {.code = lex_name(lex, "a code such as nfa")};

		good = choice.code != NULL;
		if (good && strchr(choice.code, ',') != NULL)
			good = lex_complain(&start, "expected a code without a comma");
		if (good && choice_known(items, n, choice.code))
			good = lex_complain(&start, "stands here a second time, expected each code once");
		if (!good)
			break;
		if (lex->token == TOKEN_STRING)
			choice.label = lex_name(lex, "a label");
		else
			choice.label = label_of(lex->parse, choice.code);
		if (lex->token == TOKEN_STRING)
			choice.meaning = lex_name(lex, "a meaning");
		choice.retired = lex_take(lex, "retired");
		mem_grow(&items, n, &room, sizeof *items);
		items[n++] = choice;
	} while (lex_take_token(lex, TOKEN_COMMA));
	field->n_choices = n;
	field->choices = arena_keep(lex->parse->arena, items, n, sizeof *items);
	return good;
}

static bool take_list(struct lex *lex, struct policy_field *field)
{
	for (size_t i = 0; i < lex->parse->n_lists; i++) {
		const struct choice_list *list = &lex->parse->lists[i];

		if (lex_is(lex, list->key)) {
			field->choices = list->choices;
			field->n_choices = list->n;
			lex_next(lex);
			return true;
		}
	}
	return lex_complain(lex, "no such list, expected one that has a [choices] section");
}

static bool check_field(struct lex *lex, const struct policy_field *field)
{
	bool choice = field->type == FIELD_CHOICE || field->type == FIELD_CHOICES;

	if (choice && field->n_choices == 0)
		return lex_complain(
			lex, "a choice among nothing, expected `of CODE \"Label\", ...` or `from LIST`");
	if (!choice && field->n_choices > 0)
		return lex_complain(lex, "has choices, expected the type choice or choices");
	if (field->open && !choice)
		return lex_complain(lex, "`open` goes with choice or choices, expected one of them");
	return lex_end(lex, "a label in quotes, hint \"...\", of CHOICES, from LIST or nothing more");
}

void parse_field(struct parse *parse, const struct section *section, const struct entry *entry,
		 struct policy_field *field)
{
	struct lex lex;

	lex_start(&lex, parse, section, entry);
	while (take_flag(&lex, field))
		;
	if (!take_type(&lex, field))
		return;
	field->label = lex.token == TOKEN_STRING ? lex_name(&lex, "a label") : label_of(parse, field->key);
	if (lex_take(&lex, "hint")) {
		if (lex.token != TOKEN_STRING) {
			lex_complain(&lex, "expected the hint in quotes");
			return;
		}
		field->hint = lex_name(&lex, "a hint");
	}
	if (lex_take(&lex, "of") && !take_choices(&lex, field))
		return;
	if (field->n_choices == 0 && lex_take(&lex, "from") && !take_list(&lex, field))
		return;
	check_field(&lex, field);
}
