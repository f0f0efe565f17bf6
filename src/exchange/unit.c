#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "exchange/unit.h"

void unit_clear(struct unit *unit)
{
	unit->n = 0;
	unit->open = 0;
	unit->leaf = unit->over = false;
	str_clear(&unit->bytes);
	str_clear(&unit->text);
	/* No text begins at 0. */
	str_add_char(&unit->bytes, '\0');
}

void unit_done(struct unit *unit)
{
	str_done(&unit->bytes);
	str_done(&unit->text);
	free(unit->nodes);
	*unit = (struct unit){.n = 0};
}

/* Keeps a text; 0 when the record is too large. */
static size_t keep(struct unit *unit, const char *text, size_t n)
{
	size_t at = unit->bytes.n;

	if (at + n + 1 > UNIT_BYTES_MAX) {
		unit->over = true;
		return 0;
	}
	str_add_n(&unit->bytes, text, n);
	str_add_char(&unit->bytes, '\0');
	return at;
}

void unit_start(struct unit *unit, const char *name, uint64_t line)
{
	struct unit_node *node, *parent;
	uint32_t at = (uint32_t)unit->n;

	if (unit->n == UNIT_NODES_MAX)
		unit->over = true;
	if (unit->over)
		return;
	mem_grow(&unit->nodes, unit->n, &unit->room, sizeof(unit->nodes[0]));
	node = &unit->nodes[unit->n++];
	*node = (struct unit_node){
		.parent = unit->open, .name = keep(unit, name, strlen(name)), .line = line};
	if (at > 0) {
		parent = &unit->nodes[unit->open];
		if (parent->last)
			unit->nodes[parent->last].next = at;
		else
			parent->first = at;
		parent->last = at;
	}
	unit->open = at;
	unit->leaf = true;
	str_clear(&unit->text);
}

void unit_text(struct unit *unit, const char *text, size_t n)
{
	if (unit->over || !unit->leaf)
		return;
	if (unit->text.n + n > UNIT_BYTES_MAX)
		unit->over = true;
	else
		str_add_n(&unit->text, text, n);
}

bool unit_end(struct unit *unit)
{
	struct str_view text = str_trim((struct str_view){unit->text.text, unit->text.n});
	struct unit_node *node;

	if (unit->over)
		return false;
	node = &unit->nodes[unit->open];
	if (unit->leaf && text.n > 0)
		node->text = keep(unit, text.at, text.n);
	unit->leaf = false;
	str_clear(&unit->text);
	if (unit->open == 0)
		return true;
	unit->open = node->parent;
	return false;
}

static const char *name_of(const struct unit *unit, uint32_t node)
{
	return unit->bytes.text + unit->nodes[node].name;
}

/* True when the path leads to the node: its own name is the last step, its parent's the one before. */
static bool leads_to(const struct unit *unit, struct str_view path, uint32_t node)
{
	while (node != 0) {
		const char *name = name_of(unit, node);
		size_t n = strlen(name);

		if (path.n < n || memcmp(path.at + path.n - n, name, n) != 0)
			return false;
		path.n -= n;
		node = unit->nodes[node].parent;
		if (path.n == 0)
			return node == 0;
		if (path.at[--path.n] != '/')
			return false;
	}
	return false;
}

uint32_t unit_row(const struct unit *unit, const char *path, uint32_t after)
{
	uint32_t node = after == UNIT_NODES_MAX ? 0 : after + 1;

	if (strcmp(path, ".") == 0)
		return node == 0 && unit->n > 0 ? 0 : UNIT_NODES_MAX;
	for (; node < unit->n; node++) {
		if (leads_to(unit, str_view(path), node))
			return node;
	}
	return UNIT_NODES_MAX;
}

static bool add_text(const struct unit *unit, uint32_t node, struct str_buf *out)
{
	size_t text = unit->nodes[node].text;

	if (!text)
		return false;
	if (out->n > 0)
		str_add_char(out, ',');
	str_add(out, unit->bytes.text + text);
	return true;
}

/* Goes down the path from node, into every element of each name. It is as deep as the path. */
static bool go_down(const struct unit *unit, uint32_t node, struct str_view path, struct str_buf *out)
{
	struct str_view step = str_cut(&path, '/');
	bool found = false;

	for (uint32_t at = unit->nodes[node].first; at != 0; at = unit->nodes[at].next) {
		if (!str_equal(step, name_of(unit, at)))
			continue;
		if (path.n > 0 ? go_down(unit, at, path, out) : add_text(unit, at, out))
			found = true;
	}
	return found;
}

uint32_t unit_base(const struct unit *unit, uint32_t node, const char **path)
{
	if ((*path)[0] == '/') {
		node = 0;
		++*path;
	}
	while (strncmp(*path, "../", 3) == 0) {
		node = unit->nodes[node].parent;
		*path += 3;
	}
	return node;
}

bool unit_value(const struct unit *unit, uint32_t base, const char *path, struct str_buf *out)
{
	if (strcmp(path, ".") == 0)
		return add_text(unit, base, out);
	return go_down(unit, base, str_view(path), out);
}
