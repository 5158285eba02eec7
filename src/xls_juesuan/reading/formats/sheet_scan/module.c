/* The scanner as a Python type. */
#define PY_SSIZE_T_CLEAN
#define Py_LIMITED_API 0x030B0000
#include <Python.h>

#include "sheet_scan.h"

typedef struct {
    PyObject_HEAD
    scanner_t scanner;
} object_t;

int any_number(slice_t slice, double *value)
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

static scanner_t *scanner_of(PyObject *object)
{
    return &((object_t *)object)->scanner;
}

static PyObject *scanner_new(PyTypeObject *type, PyObject *args, PyObject *keywords)
{
    static char *names[] = {"dated", NULL};
    const char *dated;
    Py_ssize_t styles;
    PyObject *object;
    scanner_t *self;
    allocfunc allocate;
    if (!PyArg_ParseTupleAndKeywords(args, keywords, "y#", names, &dated, &styles))
        return NULL;
    allocate = (allocfunc)PyType_GetSlot(type, Py_tp_alloc);
    object = allocate(type, 0);
    if (object == NULL)
        return NULL;
    self = scanner_of(object);
    self->dated = malloc((size_t)styles + 1);
    if (self->dated == NULL) {
        Py_DECREF(object);
        return PyErr_NoMemory();
    }
    memcpy(self->dated, dated, (size_t)styles);
    self->styles = (size_t)styles;
    return object;
}

static void scanner_dealloc(PyObject *object)
{
    PyTypeObject *type = Py_TYPE(object);
    freefunc give_back = (freefunc)PyType_GetSlot(type, Py_tp_free);
    release(scanner_of(object));
    give_back(object);
    Py_DECREF(type);
}

static PyObject *scanner_feed(PyObject *object, PyObject *chunk)
{
    scanner_t *self = scanner_of(object);
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
    scanner_t *self = scanner_of(object);
    return PyBool_FromLong(!self->is_odd && self->state == AFTER);
}

static PyObject *scanner_column(PyObject *object, PyObject *args)
{
    scanner_t *self = scanner_of(object);
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
    scanner_t *self = scanner_of(object);
    return Py_BuildValue("(nnnnNNN)", (Py_ssize_t)self->rows, (Py_ssize_t)self->width,
                         (Py_ssize_t)self->filled, (Py_ssize_t)self->shared,
                         numbers(&self->hidden), numbers(&self->hollow),
                         numbers(&self->doubtful));
}

static PyObject *texts_of(const texts_t *texts)
{
    PyObject *list = PyList_New((Py_ssize_t)texts->count);
    size_t index;
    for (index = 0; list != NULL && index < texts->count; index++) {
        size_t length;
        const char *text = text_at(texts, index, &length);
        PyObject *item = PyBytes_FromStringAndSize(text, (Py_ssize_t)length);
        if (item == NULL || PyList_SetItem(list, (Py_ssize_t)index, item) < 0)
            Py_CLEAR(list);
    }
    return list;
}

static PyObject *scanner_texts(PyObject *object, PyObject *Py_UNUSED(ignored))
{
    return texts_of(&scanner_of(object)->texts);
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
    "xls_juesuan.reading.formats._sheet_scan.Scanner", sizeof(object_t), 0, Py_TPFLAGS_DEFAULT,
    scanner_slots,
};

/* Give the columns of a text one by one, and let each go at once. */
static PyObject *columns_of(split_t *split)
{
    PyObject *list = PyList_New((Py_ssize_t)split->width);
    size_t number;
    for (number = 0; list != NULL && number < split->width; number++) {
        split_column_t *column = &split->columns[number];
        size_t known = column->room < split->rows ? column->room : split->rows;
        PyObject *item = Py_BuildValue("(y#N)", column->codes ? (char *)column->codes : "",
                                       (Py_ssize_t)(known * sizeof(uint32_t)),
                                       texts_of(&column->texts));
        if (item == NULL || PyList_SetItem(list, (Py_ssize_t)number, item) < 0)
            Py_CLEAR(list);
        free(column->codes);
        texts_release(&column->texts);
        memset(column, 0, sizeof(*column));
    }
    return list;
}

static PyObject *module_split(PyObject *Py_UNUSED(module), PyObject *args)
{
    const char *text;
    Py_ssize_t length, start;
    int mark, is_understood;
    split_t split;
    PyObject *result = NULL;
    if (!PyArg_ParseTuple(args, "y#in", &text, &length, &mark, &start))
        return NULL;
    if (start < 0 || start > length)
        return PyErr_Format(PyExc_IndexError, "no such place");
    memset(&split, 0, sizeof(split));
    Py_BEGIN_ALLOW_THREADS
    is_understood = split_text(&split, text + start, text + length, (char)mark);
    Py_END_ALLOW_THREADS
    if (split.is_out_of_memory)
        PyErr_NoMemory();
    else if (is_understood)
        result = Py_BuildValue("(nN)", (Py_ssize_t)split.rows, columns_of(&split));
    else
        result = Py_BuildValue("");
    split_release(&split);
    return result;
}

static PyMethodDef module_methods[] = {
    {"split", module_split, METH_VARARGS,
     "Rows of a text, and for each column the numbers of its cells and the cells; or None."},
    {NULL, NULL, 0, NULL},
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
    PyModuleDef_HEAD_INIT, "_sheet_scan", "One pass over the XML of a worksheet, or over a text.", 0, module_methods,
    module_slots, NULL, NULL, NULL,
};

PyMODINIT_FUNC PyInit__sheet_scan(void)
{
    return PyModuleDef_Init(&module);
}
