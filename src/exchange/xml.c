#include "config.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <libxml/parser.h>
#include <libxml/dict.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlerror.h>

#include "exchange/xml.h"

/* As libxml2 hands them over: local name, prefix, namespace, value, its end. */
struct xml_attributes {
	const xmlChar **at;
	int n;
};

enum { PER_ATTRIBUTE = 5 };

struct reading {
	const struct xml_source *source;
	const struct xml_handler *handler;
	xmlParserCtxtPtr context;
	struct error *err;
	bool begun;   /* its first bytes were looked at */
	bool stopped; /* by a call, or for a reason in err */
	size_t depth;
};

void xml_prepare(void)
{
	xmlInitParser();
	/* The first dictionary asks for the time, which some machines cannot tell without the kernel. */
	xmlDictFree(xmlDictCreate());
}

static uint64_t line_of(const struct reading *reading)
{
	return reading->context->input ? (uint64_t)reading->context->input->line : 1;
}

static void stop(struct reading *reading)
{
	reading->stopped = true;
	xmlStopParser(reading->context);
}

static void fail(struct reading *reading, const char *why)
{
	if (!reading->stopped)
		error_set(reading->err, ERROR_INPUT, "line %" PRIu64 ": %s", line_of(reading), why);
	stop(reading);
}

/* Codings of two and four bytes a sign are decoded before; here they would be a way round it. */
static bool begins_well(const char *bytes, size_t n)
{
	if (n >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0)
		return true;
	return n >= 2 && bytes[1] != '\0' && strchr("< \t\r\n", bytes[0]) && bytes[0] != '\0';
}

static int on_read(void *world, char *out, int room)
{
	struct reading *reading = world;
	size_t n;

	if (reading->stopped)
		return 0;
	if (!reading->source->read(reading->source->world, out, (size_t)room, &n, reading->err)) {
		reading->stopped = true;
		return -1;
	}
	if (!reading->begun && !begins_well(out, n)) {
		error_set(reading->err, ERROR_INPUT, "line 1: it does not begin as XML does");
		reading->stopped = true;
		return -1;
	}
	reading->begun = true;
	return (int)n;
}

static void on_start(void *world, const xmlChar *name, const xmlChar *prefix, const xmlChar *space,
		     int n_namespaces, const xmlChar **namespaces, int n, int n_defaulted, const xmlChar **at)
{
	struct reading *reading = world;
	const struct xml_attributes attributes = {at, n};

	(void)prefix;
	(void)space;
	(void)n_namespaces;
	(void)namespaces;
	(void)n_defaulted;
	if (reading->stopped)
		return;
	if (++reading->depth > XML_DEPTH_MAX)
		fail(reading, "elements inside elements, more than 64 deep");
	else if (!reading->handler->start(reading->handler->world, (const char *)name, &attributes,
					  line_of(reading), reading->err))
		stop(reading);
}

static void on_end(void *world, const xmlChar *name, const xmlChar *prefix, const xmlChar *space)
{
	struct reading *reading = world;

	(void)prefix;
	(void)space;
	if (reading->stopped)
		return;
	reading->depth--;
	if (!reading->handler->end(reading->handler->world, (const char *)name, reading->err))
		stop(reading);
}

static void on_text(void *world, const xmlChar *text, int n)
{
	struct reading *reading = world;

	if (!reading->stopped && n > 0 &&
	    !reading->handler->text(reading->handler->world, (const char *)text, (size_t)n, reading->err))
		stop(reading);
}

static void on_doctype(void *world, const xmlChar *name, const xmlChar *external, const xmlChar *system)
{
	(void)name;
	(void)external;
	(void)system;
	fail(world, "it has a DTD (<!DOCTYPE>), which no extract needs: it is not read");
}

/* The first fatal error is what is told. */
static void on_error(void *world, xmlErrorPtr error)
{
	struct reading *reading = world;
	const char *message = error->message ? error->message : "it is no XML";

	if (reading->stopped || error->level != XML_ERR_FATAL)
		return;
	reading->stopped = true;
	error_set(reading->err, ERROR_INPUT, "line %d: it is no whole XML: %.*s", error->line,
		  (int)strcspn(message, "\n"), message);
}

static void be_silent(void *world, const char *format, ...)
{
	(void)world;
	(void)format;
}

bool xml_read(const struct xml_source *source, const struct xml_handler *handler, struct error *err)
{
	struct reading reading = {.source = source, .handler = handler, .err = err};
	xmlSAXHandler calls = {
		.initialized = XML_SAX2_MAGIC,
		.internalSubset = on_doctype,
		.startElementNs = on_start,
		.endElementNs = on_end,
		.characters = on_text,
		.ignorableWhitespace = on_text,
		.cdataBlock = on_text,
		.serror = on_error,
		.warning = be_silent,
		.error = be_silent,
		.fatalError = be_silent,
	};
	bool well;

	error_clear(err);
	reading.context =
		xmlCreateIOParserCtxt(&calls, &reading, on_read, NULL, &reading, XML_CHAR_ENCODING_NONE);
	if (!reading.context)
		return error_set(err, ERROR_INPUT, "it cannot be read as XML");
	xmlCtxtUseOptions(reading.context,
			  XML_PARSE_NONET | XML_PARSE_IGNORE_ENC | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
	if (!reading.stopped)
		xmlParseDocument(reading.context);
	well = reading.context->wellFormed;
	xmlFreeParserCtxt(reading.context);
	if (!reading.stopped && !well)
		error_set(err, ERROR_INPUT, "it is no whole XML");
	return !reading.stopped && well;
}

struct str_view xml_attribute(const struct xml_attributes *attributes, const char *name, bool prefixed)
{
	for (int i = 0; i < attributes->n; i++) {
		const xmlChar **at = attributes->at + (ptrdiff_t)i * PER_ATTRIBUTE;

		if ((at[1] != NULL) == prefixed && strcmp((const char *)at[0], name) == 0)
			return (struct str_view){(const char *)at[3], (size_t)(at[4] - at[3])};
	}
	return (struct str_view){NULL, 0};
}
