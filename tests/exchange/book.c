#include "config.h"

#include <string.h>

#include "book.h"

static void add_number(struct str_buf *to, uint64_t value, int bytes)
{
	for (int i = 0; i < bytes; i++)
		str_add_char(to, (char)(unsigned char)(value >> (8 * i) & 0xFF));
}

/* The check sum of zip, bit by bit. */
static uint32_t check_sum(const char *bytes, size_t n)
{
	uint32_t sum = UINT32_MAX;

	for (size_t i = 0; i < n; i++) {
		sum ^= (unsigned char)bytes[i];
		for (int k = 0; k < 8; k++)
			sum = sum >> 1 ^ (sum & 1 ? UINT32_C(0xEDB88320) : 0);
	}
	return ~sum;
}

/* What the member's own head and the directory say alike: from the version on. */
static void add_head(struct book *book, struct str_buf *to, const char *name, const char *bytes, size_t n)
{
	add_number(to, 20, 2);
	add_number(to, book->flags, 2);
	add_number(to, 0, 2); /* not packed */
	add_number(to, 0, 2);
	add_number(to, 0x21, 2); /* 1 January 1980 */
	add_number(to, check_sum(bytes, n), 4);
	add_number(to, n, 4);
	add_number(to, book->claims ? book->claims : n, 4);
	add_number(to, strlen(name), 2);
	add_number(to, 0, 2);
}

void book_add(struct book *book, const char *name, const char *bytes, size_t n)
{
	size_t at = book->bytes.n;

	str_add_n(&book->bytes, "PK\3\4", 4);
	add_head(book, &book->bytes, name, bytes, n);
	str_add(&book->bytes, name);
	str_add_n(&book->bytes, bytes, n);
	str_add_n(&book->directory, "PK\1\2", 4);
	add_number(&book->directory, 20, 2);
	add_head(book, &book->directory, name, bytes, n);
	add_number(&book->directory, 0, 2);
	add_number(&book->directory, 0, 2);
	add_number(&book->directory, 0, 2);
	add_number(&book->directory, 0, 4);
	add_number(&book->directory, at, 4);
	str_add(&book->directory, name);
	book->n++;
}

static void add_text(struct book *book, const char *name, const char *text)
{
	book_add(book, name, text, strlen(text));
}

void book_parts(struct book *book, const char *sheet)
{
	struct str_buf text = {0};

	str_addf(&text,
		 "<workbook xmlns:r=\"urn:r\"><sheets><sheet name=\"%s\" sheetId=\"1\" r:id=\"one\"/>"
		 "</sheets></workbook>",
		 sheet);
	add_text(book, "xl/workbook.xml", text.text);
	str_done(&text);
	add_text(
		book, "xl/_rels/workbook.xml.rels",
		"<Relationships><Relationship Id=\"one\" Target=\"worksheets/sheet1.xml\"/></Relationships>");
	add_text(book, "xl/styles.xml",
		 "<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\"000000\"/></numFmts>"
		 "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf "
		 "numFmtId=\"164\"/></cellXfs></styleSheet>");
}

char *book_take(struct book *book, size_t *n)
{
	size_t at = book->bytes.n;
	char *bytes;

	str_add_n(&book->bytes, book->directory.text ? book->directory.text : "", book->directory.n);
	str_add_n(&book->bytes, "PK\5\6", 4);
	add_number(&book->bytes, 0, 4);
	add_number(&book->bytes, book->n, 2);
	add_number(&book->bytes, book->n, 2);
	add_number(&book->bytes, book->directory.n, 4);
	add_number(&book->bytes, at, 4);
	add_number(&book->bytes, 0, 2);
	*n = book->bytes.n;
	bytes = str_take(&book->bytes);
	str_done(&book->directory);
	*book = (struct book){.n = 0};
	return bytes;
}
