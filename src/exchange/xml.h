/* XML as a stream: libxml2's own parser with our calls, so that no tree is built and memory does not
 * grow with the file. Nothing is fetched, no DTD is read and no entity but the five that XML has. */
#ifndef EXCHANGE_XML_H
#define EXCHANGE_XML_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "base/error.h"
#include "base/str.h"

enum { XML_DEPTH_MAX = 64 };

/* Where the bytes come from: up to room more into out, *n is 0 at the end; they are UTF-8. */
struct xml_source {
	bool (*read)(void *world, char *out, size_t room, size_t *n, struct error *err);
	void *world;
};

struct xml_attributes;

/* What is told of the document. Names are without prefix. Each returns false to stop, with err set
 * where that is a failure. */
struct xml_handler {
	bool (*start)(void *world, const char *name, const struct xml_attributes *attributes, uint64_t line,
		      struct error *err);
	bool (*end)(void *world, const char *name, struct error *err);
	bool (*text)(void *world, const char *text, size_t n, struct error *err); /* a piece of it */
	void *world;
};

/* Once, before the confinement: what the library sets up for itself. */
void xml_prepare(void);

/* Reads a document to its end, or until a call stops it (then err is what that call left). False with
 * ERROR_INPUT and "line L: WHY" for what is no XML, nested deeper than XML_DEPTH_MAX, or has a DTD. */
bool xml_read(const struct xml_source *source, const struct xml_handler *handler, struct error *err);

/* The value of the attribute without a prefix, or (prefixed) the one of this name that has some prefix;
 * at is NULL where there is none. Entities are resolved. Borrowed for the call. */
struct str_view xml_attribute(const struct xml_attributes *attributes, const char *name, bool prefixed);

#endif
