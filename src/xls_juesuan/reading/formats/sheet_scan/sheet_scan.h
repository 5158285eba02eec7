/* Reads the XML of one worksheet in a single pass, column by column; split.c reads plain texts.
 *
 * It understands the plain way in which spreadsheet programs write sheets and nothing else: what it
 * does not know (namespace prefixes, CDATA, comments, rich inline texts, cells out of order) makes
 * the scanner odd for good, and the caller reads the sheet by the general library. It never guesses.
 *
 * Every read of the input is checked against its end; every array against its size. Nothing here
 * touches Python objects while a chunk is read, so that other threads may run.
 */
#ifndef SHEET_SCAN_H
#define SHEET_SCAN_H

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* What a cell holds; the numbers are known to `sheet_columns.py`. */
enum {
    BLANK = 0,
    SHARED = 1,   /* payload: index into the table of shared texts */
    NUMBER = 2,   /* payload: bits of a double */
    BOOLEAN = 3,  /* payload: 0 or 1 */
    ERROR_TEXT = 4, /* payload: index into the texts of this sheet, like TEXT */
    TEXT = 5,
    DATED = 6,     /* payload: bits of a double whose style is that of a date or time */
    LASTING = 7    /* the same, of a span of time */
};

#define MOST_ROWS 1048576
#define MOST_COLUMNS 16384
/* Cells for which arrays may be allocated, some for rows to come; what is more is no ledger. */
#define MOST_CELLS ((size_t)90000000)
#define LONGEST_NUMBER 40
/* A row that does not end within so many bytes is not understood. */
#define LONGEST_ROW ((size_t)64 << 20)

typedef struct {
    uint8_t *kinds;
    int64_t *payload;
    size_t room, length; /* rows allocated, rows known; rows beyond are blank */
} column_t;

typedef struct {
    uint32_t *items;
    size_t room, length;
} list_t;

typedef struct {
    /* texts one after another, `ends[i]` is where text i ends */
    char *bytes;
    size_t room, length;
    size_t *ends;
    size_t ends_room, count;
    /* open addressing: index of a text plus one */
    uint32_t *table;
    size_t table_size;
} texts_t;

enum { BEFORE = 0, WITHIN = 1, AFTER = 2 };

typedef struct {
    uint8_t *dated; /* for each style: 0 a number, 1 a date, 2 a span of time */
    size_t styles;
    char *carry;
    size_t carried, carry_room;
    column_t *columns;
    size_t width;
    size_t allocated;
    texts_t texts;
    list_t hidden, hollow, doubtful; /* rows; pairs of row and column; both from 1 */
    uint32_t last_row, rows, filled, shared;
    uint8_t state; /* before, within and after the data of the sheet */
    uint8_t is_odd;
    uint8_t is_out_of_memory;
} scanner_t;

/* A text whose cells are parted by one byte: for each row the number of its cell, 0 for none. */
typedef struct {
    texts_t texts;
    uint32_t *codes;
    size_t room;
    uint32_t last;
} split_column_t;

typedef struct {
    split_column_t *columns;
    size_t width, rows, allocated;
    char *cell; /* the cell that is being read, without its quotation marks */
    size_t cell_room;
    uint8_t is_out_of_memory;
} split_t;

typedef struct {
    const char *text;
    size_t length;
} slice_t;

typedef struct {
    slice_t r, s, t, hidden, ht, space;
    int is_closed; /* <c .../> */
} tag_t;

/* store.c: what was read */
int odd(scanner_t *self);
int no_memory(scanner_t *self);
int grow(void **block, size_t *room, size_t wanted, size_t item);
int push(scanner_t *self, list_t *list, uint32_t item);
int put(scanner_t *self, uint32_t row, uint32_t column, uint8_t kind, int64_t payload);
int put_text(scanner_t *self, uint32_t row, uint32_t column, uint8_t kind, slice_t text);
int64_t text_index(texts_t *texts, const char *text, size_t length);
void texts_release(texts_t *texts);
const char *text_at(const texts_t *texts, size_t index, size_t *length);
void release(scanner_t *self);

/* words.c: marks, attributes, addresses, numbers */
int is_blank(char letter);
const char *skip_blanks(const char *at, const char *end);
/* In every file, so that the length of a word is known when it is compiled. */
static inline int starts(const char *at, const char *end, const char *word)
{
    size_t length = strlen(word);
    return (size_t)(end - at) >= length && memcmp(at, word, length) == 0;
}
const char *find(const char *at, const char *end, const char *word);
int same(slice_t slice, const char *word);
slice_t stripped(slice_t text);
const char *read_tag(const char *at, const char *end, tag_t *tag);
const char *read_text(const char *at, const char *end, const char *close, slice_t *text);
int64_t whole(slice_t slice, int64_t most);
int read_address(slice_t slice, uint32_t *row, uint32_t *column);
int plain_number(slice_t slice, double *value);

/* cells.c, rows.c */
const char *read_plain_cell(scanner_t *self, const char *at, const char *end, uint32_t row,
                            uint32_t *column);
const char *read_cell(scanner_t *self, const char *at, const char *end, uint32_t row,
                      uint32_t column, const tag_t *tag);
void read_chunk(scanner_t *self, const char *chunk, size_t length);

/* split.c: 0 where the text is not understood */
int split_text(split_t *self, const char *at, const char *end, char mark);
void split_release(split_t *self);

/* module.c: any number, correctly rounded, by Python's own reader */
int any_number(slice_t slice, double *value);

#endif
