/* What stands in a cell. */
#include "sheet_scan.h"

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

static int is_known_type(slice_t type)
{
    return type.text == NULL || same(type, "n") || same(type, "s") || same(type, "str")
        || same(type, "b") || same(type, "e") || same(type, "inlineStr");
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
const char *read_cell(scanner_t *self, const char *at, const char *end, uint32_t row,
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

/* Read an attribute of digits, ` s="12"`; gives where it ends, `at` where another thing stands. */
static const char *read_style(const char *at, const char *end, int64_t *style)
{
    const char *digit = at + 4;
    int64_t number = 0;
    if (!starts(at, end, " s=\""))
        return at;
    while (digit < end && *digit >= '0' && *digit <= '9' && digit - at < 12)
        number = number * 10 + (*digit++ - '0');
    if (digit == at + 4 || digit >= end || *digit != '"')
        return at;
    *style = number;
    return digit + 1;
}

/* Read a cell that is written as nearly all are: <c r="B7" s="1" t="s"><v>12</v></c>, or a number
 * without `t`. NULL, and nothing read, for every other way; then the careful reader has its turn. */
const char *read_plain_cell(scanner_t *self, const char *at, const char *end, uint32_t row,
                            uint32_t *column)
{
    const char *start, *stop;
    uint32_t letters = 0, digits = 0;
    int64_t style = 0, index = 0;
    int is_shared = 0;
    uint8_t kind = NUMBER;
    slice_t value;
    double number;
    if (!starts(at, end, "<c r=\""))
        return NULL;
    at += 6;
    for (; at < end && *at >= 'A' && *at <= 'Z' && letters <= MOST_COLUMNS; at++)
        letters = letters * 26 + (uint32_t)(*at - 'A') + 1;
    if (letters <= *column || letters > MOST_COLUMNS || at >= end || *at == '0')
        return NULL;
    for (; at < end && *at >= '0' && *at <= '9' && digits <= MOST_ROWS; at++)
        digits = digits * 10 + (uint32_t)(*at - '0');
    if (digits != row || at >= end || *at != '"')
        return NULL;
    at = read_style(at + 1, end, &style);
    if (starts(at, end, " t=\"s\"")) {
        is_shared = 1;
        at += 6;
    }
    if (!starts(at, end, "><v>"))
        return NULL;
    start = stop = at + 4;
    if (is_shared) {
        while (stop < end && *stop >= '0' && *stop <= '9' && stop - start < 10)
            index = index * 10 + (*stop++ - '0');
    }
    else {
        while (stop < end && ((*stop >= '0' && *stop <= '9') || *stop == '.' || *stop == '-'))
            stop++;
    }
    if (stop == start || !starts(stop, end, "</v></c>"))
        return NULL;
    if (is_shared) {
        if (index > INT32_MAX)
            return NULL;
        if ((uint32_t)index >= self->shared)
            self->shared = (uint32_t)index + 1;
        kind = SHARED;
    }
    else {
        value.text = start;
        value.length = (size_t)(stop - start);
        if (!plain_number(value, &number))
            return NULL;
        if ((size_t)style < self->styles && self->dated[style])
            kind = self->dated[style] == 1 ? DATED : LASTING;
        memcpy(&index, &number, sizeof(index));
    }
    if (!put(self, row, letters, kind, index))
        return NULL;
    *column = letters;
    return stop + 8;
}
