/* Reads the XML of one worksheet in a single pass, column by column.
 *
 * It understands the plain way in which spreadsheet programs write sheets and nothing else: what it
 * does not know (namespace prefixes, CDATA, comments, rich inline texts, cells out of order) makes
 * `feed` return False, and the caller reads the sheet by the general library. It never guesses.
 *
 * Every read of the input is checked against its end; every array against its size. Nothing here
 * touches Python objects while a chunk is read, so that other threads may run.
 */
#define PY_SSIZE_T_CLEAN
#define Py_LIMITED_API 0x030B0000
#include <Python.h>
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

typedef struct {
    PyObject_HEAD
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

enum { BEFORE = 0, WITHIN = 1, AFTER = 2 };

/* ------------------------------------------------------------------ memory */

static int grow(void **block, size_t *room, size_t wanted, size_t item)
{
    size_t next = *room ? *room : 64;
    void *moved;
    if (wanted <= *room)
        return 1;
    while (next < wanted) {
        if (next > SIZE_MAX / 2)
            return 0;
        next *= 2;
    }
    if (next > SIZE_MAX / item)
        return 0;
    moved = realloc(*block, next * item);
    if (moved == NULL)
        return 0;
    *block = moved;
    *room = next;
    return 1;
}

static int push(scanner_t *self, list_t *list, uint32_t item)
{
    if (!grow((void **)&list->items, &list->room, list->length + 1, sizeof(uint32_t))) {
        self->is_out_of_memory = 1;
        return 0;
    }
    list->items[list->length++] = item;
    return 1;
}

static int odd(scanner_t *self)
{
    self->is_odd = 1;
    return 0;
}

static int no_memory(scanner_t *self)
{
    self->is_out_of_memory = 1;
    return 0;
}

static column_t *column_at(scanner_t *self, uint32_t column, uint32_t row)
{
    column_t *found;
    if (column > self->width) {
        column_t *moved = realloc(self->columns, column * sizeof(column_t));
        if (moved == NULL) {
            no_memory(self);
            return NULL;
        }
        memset(moved + self->width, 0, (column - self->width) * sizeof(column_t));
        self->columns = moved;
        self->width = column;
    }
    found = &self->columns[column - 1];
    if (row > found->room) {
        size_t room = found->room ? found->room : 256, kinds_room, payload_room;
        while (room < row)
            room += room / 2;
        if (room > MOST_ROWS)
            room = MOST_ROWS;
        self->allocated += room - found->room;
        if (self->allocated > MOST_CELLS) {
            odd(self);
            return NULL;
        }
        kinds_room = payload_room = found->room;
        {
            uint8_t *kinds = realloc(found->kinds, room);
            int64_t *payload;
            if (kinds == NULL) {
                no_memory(self);
                return NULL;
            }
            found->kinds = kinds;
            payload = realloc(found->payload, room * sizeof(int64_t));
            if (payload == NULL) {
                no_memory(self);
                return NULL;
            }
            found->payload = payload;
        }
        memset(found->kinds + kinds_room, BLANK, room - kinds_room);
        memset(found->payload + payload_room, 0, (room - payload_room) * sizeof(int64_t));
        found->room = room;
    }
    if (row > found->length)
        found->length = row;
    return found;
}

static int put(scanner_t *self, uint32_t row, uint32_t column, uint8_t kind, int64_t payload)
{
    column_t *found = column_at(self, column, row);
    if (found == NULL)
        return 0;
    found->kinds[row - 1] = kind;
    found->payload[row - 1] = payload;
    if (row > self->rows)
        self->rows = row;
    self->filled++;
    return 1;
}

/* ------------------------------------------------------------------ texts */

static uint64_t hash_of(const char *text, size_t length)
{
    uint64_t hash = 1469598103934665603ULL;
    size_t at;
    for (at = 0; at < length; at++)
        hash = (hash ^ (uint8_t)text[at]) * 1099511628211ULL;
    return hash ^ (hash >> 29);
}

static const char *text_at(const texts_t *texts, size_t index, size_t *length)
{
    size_t start = index ? texts->ends[index - 1] : 0;
    *length = texts->ends[index] - start;
    return texts->bytes + start;
}

static int enlarge_table(texts_t *texts)
{
    size_t size = texts->table_size ? texts->table_size * 2 : 1024, index;
    uint32_t *table = calloc(size, sizeof(uint32_t));
    if (table == NULL)
        return 0;
    for (index = 0; index < texts->count; index++) {
        size_t length, at;
        const char *text = text_at(texts, index, &length);
        at = hash_of(text, length) & (size - 1);
        while (table[at])
            at = (at + 1) & (size - 1);
        table[at] = (uint32_t)index + 1;
    }
    free(texts->table);
    texts->table = table;
    texts->table_size = size;
    return 1;
}

/* Index of a text among the texts of this sheet; -1 where there is no memory. */
static int64_t text_index(texts_t *texts, const char *text, size_t length)
{
    size_t at;
    if (texts->count >= UINT32_MAX - 1)
        return -1;
    if (texts->count * 2 >= texts->table_size && !enlarge_table(texts))
        return -1;
    at = hash_of(text, length) & (texts->table_size - 1);
    while (texts->table[at]) {
        size_t known_length, index = texts->table[at] - 1;
        const char *known = text_at(texts, index, &known_length);
        if (known_length == length && memcmp(known, text, length) == 0)
            return (int64_t)index;
        at = (at + 1) & (texts->table_size - 1);
    }
    if (!grow((void **)&texts->bytes, &texts->room, texts->length + length + 1, 1)
        || !grow((void **)&texts->ends, &texts->ends_room, texts->count + 1, sizeof(size_t)))
        return -1;
    memcpy(texts->bytes + texts->length, text, length);
    texts->length += length;
    texts->ends[texts->count] = texts->length;
    texts->table[at] = (uint32_t)texts->count + 1;
    return (int64_t)texts->count++;
}

/* ------------------------------------------------------------------ words */

static int is_blank(char letter)
{
    return letter == ' ' || letter == '\t' || letter == '\n' || letter == '\r';
}

static const char *skip_blanks(const char *at, const char *end)
{
    while (at < end && is_blank(*at))
        at++;
    return at;
}

static int is_letter(char letter)
{
    return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z');
}

static int is_of_name(char letter)
{
    return is_letter(letter) || (letter >= '0' && letter <= '9') || letter == ':' || letter == '_'
        || letter == '-' || letter == '.';
}

static int starts(const char *at, const char *end, const char *word)
{
    size_t length = strlen(word);
    return (size_t)(end - at) >= length && memcmp(at, word, length) == 0;
}

typedef struct {
    const char *text;
    size_t length;
} slice_t;

typedef struct {
    slice_t r, s, t, hidden, ht, space;
    int is_closed; /* <c .../> */
} tag_t;

static int same(slice_t slice, const char *word)
{
    return slice.length == strlen(word) && memcmp(slice.text, word, slice.length) == 0;
}

/* Read the attributes of a tag from behind its name; NULL where they are written oddly. */
static const char *read_tag(const char *at, const char *end, tag_t *tag)
{
    memset(tag, 0, sizeof(*tag));
    for (;;) {
        const char *name, *value;
        size_t name_length;
        char quote;
        slice_t *wanted = NULL;
        const char *before = at;
        at = skip_blanks(at, end);
        if (at >= end)
            return NULL;
        if (*at == '>')
            return at + 1;
        if (*at == '/') {
            if (at + 1 >= end || at[1] != '>')
                return NULL;
            tag->is_closed = 1;
            return at + 2;
        }
        if (at == before)
            return NULL;
        name = at;
        while (at < end && is_of_name(*at))
            at++;
        name_length = (size_t)(at - name);
        if (!is_letter(*name))
            return NULL;
        if (at + 1 >= end || *at != '=' || name_length == 0)
            return NULL;
        quote = at[1];
        if (quote != '"' && quote != '\'')
            return NULL;
        value = at + 2;
        at = memchr(value, quote, (size_t)(end - value));
        if (at == NULL)
            return NULL;
        if (name_length == 1)
            wanted = *name == 'r' ? &tag->r : *name == 's' ? &tag->s : *name == 't' ? &tag->t : NULL;
        else if (name_length == 2 && memcmp(name, "ht", 2) == 0)
            wanted = &tag->ht;
        else if (name_length == 6 && memcmp(name, "hidden", 6) == 0)
            wanted = &tag->hidden;
        else if (name_length == 9 && memcmp(name, "xml:space", 9) == 0)
            wanted = &tag->space;
        if (wanted != NULL) {
            if (wanted->text != NULL)
                return NULL;
            wanted->text = value;
            wanted->length = (size_t)(at - value);
            if (memchr(value, '&', wanted->length) || memchr(value, '<', wanted->length))
                return NULL;
        }
        else if (memchr(value, '<', (size_t)(at - value)))
            return NULL;
        at++;
    }
}

/* A whole number without a sign, at most `most`; -1 for anything else. */
static int64_t whole(slice_t slice, int64_t most)
{
    int64_t number = 0;
    size_t at;
    if (slice.length == 0 || slice.length > 10)
        return -1;
    for (at = 0; at < slice.length; at++) {
        char digit = slice.text[at];
        if (digit < '0' || digit > '9')
            return -1;
        number = number * 10 + (digit - '0');
    }
    return number <= most ? number : -1;
}

/* Take an address such as AB12 apart; 0 where it is none. */
static int read_address(slice_t slice, uint32_t *row, uint32_t *column)
{
    slice_t digits = slice;
    int64_t number;
    uint32_t letters = 0;
    while (digits.length && *digits.text >= 'A' && *digits.text <= 'Z') {
        letters = letters * 26 + (uint32_t)(*digits.text - 'A') + 1;
        if (letters > MOST_COLUMNS)
            return 0;
        digits.text++;
        digits.length--;
    }
    number = whole(digits, MOST_ROWS);
    if (letters == 0 || number < 1 || *digits.text == '0')
        return 0;
    *column = letters;
    *row = (uint32_t)number;
    return 1;
}

static const double POWERS[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};

/* Read a number that both steps of give the nearest double of: digits below 2^53, and one power
 * of ten that is a double itself. 0 where it is not as plain as that. */
static int plain_number(slice_t slice, double *value)
{
    const char *at = slice.text, *end = slice.text + slice.length;
    uint64_t digits = 0;
    int decimals = 0, count = 0, is_negative = 0, has_point = 0;
    if (at < end && *at == '-') {
        is_negative = 1;
        at++;
    }
    for (; at < end; at++) {
        if (*at >= '0' && *at <= '9') {
            if (digits > (UINT64_C(1) << 53) / 10 - 1)
                return 0;
            digits = digits * 10 + (uint64_t)(*at - '0');
            decimals += has_point;
            count++;
        }
        else if (*at == '.' && !has_point)
            has_point = 1;
        else
            return 0;
    }
    if (count == 0 || decimals > 22)
        return 0;
    *value = (double)digits / POWERS[decimals];
    if (is_negative)
        *value = -*value;
    return 1;
}

/* Any other number, correctly rounded, by Python's own reader. */
static int any_number(slice_t slice, double *value)
{
    char copy[LONGEST_NUMBER + 1], *stop = NULL;
    size_t at;
    PyGILState_STATE held;
    if (slice.length == 0 || slice.length > LONGEST_NUMBER)
        return 0;
    for (at = 0; at < slice.length; at++) {
        char letter = slice.text[at];
        if (!((letter >= '0' && letter <= '9') || letter == '.' || letter == '-' || letter == '+'
              || letter == 'e' || letter == 'E'))
            return 0;
        copy[at] = letter;
    }
    copy[slice.length] = '\0';
    held = PyGILState_Ensure();
    *value = PyOS_string_to_double(copy, &stop, NULL);
    if (PyErr_Occurred())
        PyErr_Clear();
    PyGILState_Release(held);
    if (stop != copy + slice.length)
        return 0;
    return *value - *value == 0.0; /* neither infinite nor no number */
}

/* ------------------------------------------------------------------ cells */

static int put_text(scanner_t *self, uint32_t row, uint32_t column, uint8_t kind, slice_t text)
{
    int64_t index = text_index(&self->texts, text.text, text.length);
    if (index < 0)
        return no_memory(self);
    return put(self, row, column, kind, index);
}

static int put_number(scanner_t *self, uint32_t row, uint32_t column, const tag_t *tag, slice_t text)
{
    double value;
    int64_t bits, style = 0;
    uint8_t kind = NUMBER;
    if (!plain_number(text, &value) && !any_number(text, &value))
        return odd(self);
    if (tag->s.text != NULL)
        style = whole(tag->s, INT32_MAX);
    if (style < 0)
        return odd(self);
    if ((size_t)style < self->styles && self->dated[style])
        kind = self->dated[style] == 1 ? DATED : LASTING;
    memcpy(&bits, &value, sizeof(bits));
    return put(self, row, column, kind, bits);
}

static int put_cell(scanner_t *self, uint32_t row, uint32_t column, const tag_t *tag, slice_t value)
{
    if (tag->t.text == NULL || same(tag->t, "n"))
        return put_number(self, row, column, tag, value);
    if (same(tag->t, "s")) {
        int64_t index = whole(value, INT32_MAX);
        if (index < 0)
            return odd(self);
        if ((uint32_t)index >= self->shared)
            self->shared = (uint32_t)index + 1;
        return put(self, row, column, SHARED, index);
    }
    if (same(tag->t, "str"))
        return put_text(self, row, column, TEXT, value);
    if (same(tag->t, "e"))
        return put_text(self, row, column, ERROR_TEXT, value);
    if (same(tag->t, "b")) {
        int64_t truth = whole(value, 1);
        return truth < 0 ? odd(self) : put(self, row, column, BOOLEAN, truth);
    }
    return odd(self);
}

/* Whether every & of a text begins a mark such as &amp; or &#26469; that is closed. */
static int has_whole_marks(slice_t text)
{
    const char *at = text.text, *end = text.text + text.length;
    while ((at = memchr(at, '&', (size_t)(end - at))) != NULL) {
        const char *name = ++at;
        if (at < end && *at == '#')
            at++;
        while (at < end && (is_letter(*at) || (*at >= '0' && *at <= '9')))
            at++;
        if (at >= end || *at != ';' || at == name)
            return 0;
    }
    return 1;
}

/* The text between a tag and its end; NULL where other tags stand in it. */
static const char *read_text(const char *at, const char *end, const char *close, slice_t *text)
{
    const char *stop = memchr(at, '<', (size_t)(end - at));
    if (stop == NULL || !starts(stop, end, close))
        return NULL;
    text->text = at;
    text->length = (size_t)(stop - at);
    return has_whole_marks(*text) ? stop + strlen(close) : NULL;
}

static int is_known_type(slice_t type)
{
    return type.text == NULL || same(type, "n") || same(type, "s") || same(type, "str")
        || same(type, "b") || same(type, "e") || same(type, "inlineStr");
}

static slice_t stripped(slice_t text)
{
    while (text.length && is_blank(*text.text)) {
        text.text++;
        text.length--;
    }
    while (text.length && is_blank(text.text[text.length - 1]))
        text.length--;
    return text;
}

static int note_formula(scanner_t *self, uint32_t row, uint32_t column, const tag_t *tag,
                        slice_t value)
{
    int is_zero = same(value, "0");
    list_t *list;
    if (value.length && !is_zero)
        return 1;
    list = is_zero || same(tag->t, "str") ? &self->doubtful : &self->hollow;
    return push(self, list, row) && push(self, list, column);
}

/* Read what stands in a cell, from behind its tag to behind its end; NULL where it is odd. */
static const char *read_cell(scanner_t *self, const char *at, const char *end, uint32_t row,
                             uint32_t column, const tag_t *tag)
{
    slice_t value = {"", 0};
    int has_value = 0, has_formula = 0, has_inline = 0;
    for (;;) {
        tag_t inner;
        at = skip_blanks(at, end);
        if (starts(at, end, "<v>") || starts(at, end, "<v ") || starts(at, end, "<v/>")) {
            if (has_value++)
                return NULL;
            at = read_tag(at + 2, end, &inner);
            if (at != NULL && !inner.is_closed)
                at = read_text(at, end, "</v>", &value);
            if (at == NULL)
                return NULL;
        }
        else if (starts(at, end, "<f>") || starts(at, end, "<f ") || starts(at, end, "<f/>")) {
            slice_t formula;
            if (has_formula++ || has_value)
                return NULL;
            at = read_tag(at + 2, end, &inner);
            if (at != NULL && !inner.is_closed)
                at = read_text(at, end, "</f>", &formula);
            if (at == NULL)
                return NULL;
        }
        else if (starts(at, end, "<is>")) {
            at = skip_blanks(at + 4, end);
            if (has_inline++ || !(starts(at, end, "<t>") || starts(at, end, "<t ") || starts(at, end, "<t/>")))
                return NULL;
            at = read_tag(at + 2, end, &inner);
            if (at != NULL && !inner.is_closed)
                at = read_text(at, end, "</t>", &value);
            if (at == NULL)
                return NULL;
            if (!same(inner.space, "preserve"))
                value = stripped(value);
            at = skip_blanks(at, end);
            if (!starts(at, end, "</is>"))
                return NULL;
            at += 5;
        }
        else if (starts(at, end, "</c>")) {
            at += 4;
            break;
        }
        else
            return NULL;
    }
    if (has_formula && !note_formula(self, row, column, tag, value))
        return NULL;
    if (has_inline) {
        if (has_value || has_formula || !same(tag->t, "inlineStr"))
            return NULL;
        return put_text(self, row, column, TEXT, value) ? at : NULL;
    }
    if (!has_value || (value.length == 0 && !same(tag->t, "str")))
        return is_known_type(tag->t) ? at : NULL;
    return put_cell(self, row, column, tag, value) ? at : NULL;
}

static int is_hidden(const tag_t *tag)
{
    slice_t height = tag->ht;
    if (same(tag->hidden, "1") || same(tag->hidden, "true"))
        return 1;
    if (height.length == 0 || *height.text != '0')
        return 0;
    for (height.text++, height.length--; height.length; height.text++, height.length--)
        if (*height.text != '0' && *height.text != '.')
            return 0;
    return 1;
}

/* Read one row from its tag on; NULL where it is odd, `*is_cut` where it does not end here. */
static const char *read_row(scanner_t *self, const char *at, const char *end, int *is_cut)
{
    tag_t tag;
    uint32_t row = self->last_row + 1, column = 0;
    const char *close;
    /* A row is read only when all of it is there. */
    const char *tag_end = memchr(at, '>', (size_t)(end - at));
    if (tag_end == NULL) {
        *is_cut = 1;
        return at;
    }
    if (tag_end[-1] != '/') {
        const char *from = tag_end;
        for (;;) {
            close = memchr(from, '<', (size_t)(end - from));
            if (close == NULL || (size_t)(end - close) < 6) {
                *is_cut = 1;
                return at;
            }
            if (close[1] == '/' && close[2] == 'r' && close[3] == 'o')
                break;
            from = close + 1;
        }
    }
    at = read_tag(at + 4, end, &tag);
    if (at == NULL)
        return NULL;
    if (tag.r.text != NULL) {
        int64_t number = whole(tag.r, MOST_ROWS);
        if (number <= (int64_t)self->last_row)
            return NULL;
        row = (uint32_t)number;
    }
    if (row > MOST_ROWS)
        return NULL;
    self->last_row = row;
    if (is_hidden(&tag) && !push(self, &self->hidden, row))
        return NULL;
    if (tag.is_closed)
        return at;
    for (;;) {
        tag_t cell;
        uint32_t own_row = row, own_column = column + 1;
        at = skip_blanks(at, end);
        if (starts(at, end, "</row>"))
            return at + 6;
        if (!starts(at, end, "<c ") && !starts(at, end, "<c>"))
            return NULL;
        at = read_tag(at + 2, end, &cell);
        if (at == NULL)
            return NULL;
        if (cell.r.text != NULL && !read_address(cell.r, &own_row, &own_column))
            return NULL;
        if (own_row != row || own_column <= column || own_column > MOST_COLUMNS)
            return NULL;
        column = own_column;
        if (!cell.is_closed) {
            at = read_cell(self, at, end, row, column, &cell);
            if (at == NULL)
                return NULL;
        }
    }
}

/* Read rows as far as they are whole; give where the rest begins, NULL where something is odd. */
static const char *read_rows(scanner_t *self, const char *at, const char *end)
{
    while (self->state == WITHIN) {
        int is_cut = 0;
        const char *from = at;
        at = skip_blanks(at, end);
        if (at >= end)
            return at;
        if (starts(at, end, "<row ") || starts(at, end, "<row>")) {
            at = read_row(self, at, end, &is_cut);
            if (at == NULL)
                return NULL;
            if (is_cut)
                return from;
        }
        else if (starts(at, end, "</sheetData>")) {
            self->state = AFTER;
            return at + 12;
        }
        else if ((size_t)(end - at) < 12)
            return from;
        else
            return NULL;
    }
    return at;
}

static const char *find(const char *at, const char *end, const char *word)
{
    size_t length = strlen(word);
    while (at < end) {
        at = memchr(at, *word, (size_t)(end - at));
        if (at == NULL || (size_t)(end - at) < length)
            return NULL;
        if (memcmp(at, word, length) == 0)
            return at;
        at++;
    }
    return NULL;
}

static const char *find_data(scanner_t *self, const char *at, const char *end)
{
    const char *found = find(at, end, "<sheetData"), *behind;
    if (found == NULL) /* its beginning may stand at the end of the chunk */
        return (size_t)(end - at) > 9 ? end - 9 : at;
    behind = found + 10;
    if (behind >= end)
        return found;
    if (*behind == '>') {
        self->state = WITHIN;
        return behind + 1;
    }
    if (*behind == '/' && behind + 1 < end && behind[1] == '>') {
        self->state = AFTER;
        return behind + 2;
    }
    if (*behind == '/' && behind + 1 >= end)
        return found;
    return NULL;
}

static void read_chunk(scanner_t *self, const char *chunk, size_t length)
{
    const char *at, *end;
    if (find(chunk, chunk + length, "<!") != NULL) {
        odd(self);
        return;
    }
    if (!grow((void **)&self->carry, &self->carry_room, self->carried + length + 1, 1)) {
        no_memory(self);
        return;
    }
    memcpy(self->carry + self->carried, chunk, length);
    self->carried += length;
    at = self->carry;
    end = self->carry + self->carried;
    if (self->state == BEFORE)
        at = find_data(self, at, end);
    if (at != NULL && self->state == WITHIN)
        at = read_rows(self, at, end);
    if (at == NULL) {
        odd(self);
        return;
    }
    if (self->state == AFTER)
        at = end;
    self->carried = (size_t)(end - at);
    if (self->carried > LONGEST_ROW) {
        odd(self);
        return;
    }
    memmove(self->carry, at, self->carried);
}

/* ------------------------------------------------------------------ Python */

static PyObject *scanner_new(PyTypeObject *type, PyObject *args, PyObject *keywords)
{
    static char *names[] = {"dated", NULL};
    const char *dated;
    Py_ssize_t styles;
    scanner_t *self;
    allocfunc allocate;
    if (!PyArg_ParseTupleAndKeywords(args, keywords, "y#", names, &dated, &styles))
        return NULL;
    allocate = (allocfunc)PyType_GetSlot(type, Py_tp_alloc);
    self = (scanner_t *)allocate(type, 0);
    if (self == NULL)
        return NULL;
    self->dated = malloc((size_t)styles + 1);
    if (self->dated == NULL) {
        Py_DECREF(self);
        return PyErr_NoMemory();
    }
    memcpy(self->dated, dated, (size_t)styles);
    self->styles = (size_t)styles;
    return (PyObject *)self;
}

static void scanner_dealloc(PyObject *object)
{
    scanner_t *self = (scanner_t *)object;
    PyTypeObject *type = Py_TYPE(object);
    freefunc release = (freefunc)PyType_GetSlot(type, Py_tp_free);
    size_t at;
    for (at = 0; at < self->width; at++) {
        free(self->columns[at].kinds);
        free(self->columns[at].payload);
    }
    free(self->columns);
    free(self->dated);
    free(self->carry);
    free(self->texts.bytes);
    free(self->texts.ends);
    free(self->texts.table);
    free(self->hidden.items);
    free(self->hollow.items);
    free(self->doubtful.items);
    release(object);
    Py_DECREF(type);
}

static PyObject *scanner_feed(PyObject *object, PyObject *chunk)
{
    scanner_t *self = (scanner_t *)object;
    char *bytes;
    Py_ssize_t length;
    if (PyBytes_AsStringAndSize(chunk, &bytes, &length) < 0)
        return NULL;
    if (!self->is_odd && !self->is_out_of_memory) {
        Py_BEGIN_ALLOW_THREADS
        read_chunk(self, bytes, (size_t)length);
        Py_END_ALLOW_THREADS
    }
    if (self->is_out_of_memory)
        return PyErr_NoMemory();
    return PyBool_FromLong(!self->is_odd);
}

static PyObject *scanner_is_whole(PyObject *object, PyObject *Py_UNUSED(ignored))
{
    scanner_t *self = (scanner_t *)object;
    return PyBool_FromLong(!self->is_odd && self->state == AFTER);
}

static PyObject *scanner_column(PyObject *object, PyObject *args)
{
    scanner_t *self = (scanner_t *)object;
    Py_ssize_t number;
    column_t *column;
    PyObject *result;
    if (!PyArg_ParseTuple(args, "n", &number))
        return NULL;
    if (number < 0 || (size_t)number >= self->width) {
        PyErr_SetString(PyExc_IndexError, "no such column");
        return NULL;
    }
    column = &self->columns[number];
    result = Py_BuildValue("(y#y#)", column->kinds ? (char *)column->kinds : "",
                           (Py_ssize_t)column->length,
                           column->payload ? (char *)column->payload : "",
                           (Py_ssize_t)(column->length * sizeof(int64_t)));
    if (result != NULL) {
        free(column->kinds);
        free(column->payload);
        memset(column, 0, sizeof(*column));
    }
    return result;
}

static PyObject *scanner_texts(PyObject *object, PyObject *Py_UNUSED(ignored))
{
    scanner_t *self = (scanner_t *)object;
    PyObject *list = PyList_New((Py_ssize_t)self->texts.count);
    size_t index;
    for (index = 0; list != NULL && index < self->texts.count; index++) {
        size_t length;
        const char *text = text_at(&self->texts, index, &length);
        PyObject *item = PyBytes_FromStringAndSize(text, (Py_ssize_t)length);
        if (item == NULL || PyList_SetItem(list, (Py_ssize_t)index, item) < 0)
            Py_CLEAR(list);
    }
    return list;
}

static PyObject *numbers(const list_t *list)
{
    PyObject *result = PyList_New((Py_ssize_t)list->length);
    size_t at;
    for (at = 0; result != NULL && at < list->length; at++) {
        PyObject *item = PyLong_FromUnsignedLong(list->items[at]);
        if (item == NULL || PyList_SetItem(result, (Py_ssize_t)at, item) < 0)
            Py_CLEAR(result);
    }
    return result;
}

static PyObject *scanner_facts(PyObject *object, PyObject *Py_UNUSED(ignored))
{
    scanner_t *self = (scanner_t *)object;
    return Py_BuildValue("(nnnnNNN)", (Py_ssize_t)self->rows, (Py_ssize_t)self->width,
                         (Py_ssize_t)self->filled, (Py_ssize_t)self->shared,
                         numbers(&self->hidden), numbers(&self->hollow),
                         numbers(&self->doubtful));
}

static PyMethodDef scanner_methods[] = {
    {"feed", scanner_feed, METH_O, "Read the next bytes; False once something is not understood."},
    {"is_whole", scanner_is_whole, METH_NOARGS, "Whether the data of the sheet came to its end."},
    {"column", scanner_column, METH_VARARGS, "Give kinds and payload of a column, once."},
    {"texts", scanner_texts, METH_NOARGS, "The texts that stand in cells, as they are written."},
    {"facts", scanner_facts, METH_NOARGS,
     "Rows, columns, filled cells, shared texts needed; hidden rows, hollow, doubtful cells."},
    {NULL, NULL, 0, NULL},
};

static PyType_Slot scanner_slots[] = {
    {Py_tp_new, scanner_new},
    {Py_tp_dealloc, scanner_dealloc},
    {Py_tp_methods, scanner_methods},
    {Py_tp_doc, "Reads the XML of one worksheet, chunk by chunk."},
    {0, NULL},
};

static PyType_Spec scanner_spec = {
    "xls_juesuan.reading.formats._sheet_scan.Scanner", sizeof(scanner_t), 0, Py_TPFLAGS_DEFAULT,
    scanner_slots,
};

static int add_types(PyObject *module)
{
    PyObject *type = PyType_FromSpec(&scanner_spec);
    int result;
    if (type == NULL)
        return -1;
    result = PyModule_AddObjectRef(module, "Scanner", type);
    Py_DECREF(type);
    return result;
}

static PyModuleDef_Slot module_slots[] = {{Py_mod_exec, add_types}, {0, NULL}};

static struct PyModuleDef module = {
    PyModuleDef_HEAD_INIT, "_sheet_scan", "One pass over the XML of a worksheet.", 0, NULL,
    module_slots, NULL, NULL, NULL,
};

PyMODINIT_FUNC PyInit__sheet_scan(void)
{
    return PyModuleDef_Init(&module);
}
