// SPDX-License-Identifier: BSL-1.0
// Columns of texts as Python sequences and Arrow arrays, which copy nothing before they are asked.
#include "arrow.hpp"
#include "bindings.hpp"

#include <pangkas/core/position_columns.hpp>

#include <functional>
#include <variant>

namespace pangkas::python {
namespace {

/// A column of an organisation.
struct held_text_column {
  std::variant<std::shared_ptr<const code_column>, std::shared_ptr<const dictionary_column>> of;

  [[nodiscard]] const dictionary_column* dictionary() const {
    const auto* held = std::get_if<std::shared_ptr<const dictionary_column>>(&of);
    return held == nullptr ? nullptr : held->get();
  }
  [[nodiscard]] const text_column& distinct() const {
    if (const dictionary_column* column = dictionary()) return column->values();
    return std::get<std::shared_ptr<const code_column>>(of)->texts;
  }
  [[nodiscard]] std::size_t size() const {
    const dictionary_column* column = dictionary();
    return column == nullptr ? distinct().size() : column->size();
  }
  [[nodiscard]] std::size_t place(std::size_t row) const {
    const dictionary_column* column = dictionary();
    return column == nullptr ? row : column->entry(row);
  }
  [[nodiscard]] std::string_view operator[](std::size_t row) const {
    return distinct()[place(row)];
  }
};

/// Texts that repeat are one object each.
py::list as_list(const held_text_column& column) {
  py::list all(column.size());
  if (column.dictionary() == nullptr) {
    for (std::size_t row = 0; row < column.size(); ++row) all[row] = text(column[row]);
    return all;
  }
  std::vector<py::object> made(column.distinct().size());
  for (std::size_t row = 0; row < column.size(); ++row) {
    py::object& one = made[column.place(row)];
    if (!one) one = text(column[row]);
    all[row] = one;
  }
  return all;
}

py::object item(const held_text_column& column, const py::object& index) {
  if (py::isinstance<py::slice>(index)) {
    py::ssize_t start = 0;
    py::ssize_t stop = 0;
    py::ssize_t step = 0;
    py::ssize_t length = 0;
    if (!index.cast<py::slice>().compute(static_cast<py::ssize_t>(column.size()), &start, &stop,
                                         &step, &length))
      throw py::error_already_set();
    py::list all(length);
    for (py::ssize_t i = 0; i < length; ++i)
      all[static_cast<std::size_t>(i)] = text(column[static_cast<std::size_t>(start + i * step)]);
    return all;
  }
  const py::ssize_t place = PyNumber_AsSsize_t(index.ptr(), PyExc_IndexError);
  if (place == -1 && PyErr_Occurred() != nullptr) throw py::error_already_set();
  return text(column[place_of(place, column.size(), "row")]);
}

/// The rows of a text.
template <class Each>
void rows_of(const held_text_column& column, const py::object& value, Each each) {
  if (!py::isinstance<py::str>(value)) return;
  const auto wanted = value.cast<std::string>();
  for (std::size_t row = 0; row < column.size(); ++row)
    if (column[row] == wanted && !each(row)) return;
}

std::size_t row_of(const held_text_column& column, const py::object& value) {
  std::optional<std::size_t> found;
  rows_of(column, value, [&](std::size_t row) {
    found = row;
    return false;
  });
  if (!found) throw py::value_error(std::string(py::repr(value)) + " is not in the column");
  return *found;
}

py::object equal(const held_text_column& column, const py::object& other) {
  if (py::isinstance<held_text_column>(other)) {
    const auto& second = other.cast<const held_text_column&>();
    bool same = column.size() == second.size();
    for (std::size_t row = 0; same && row < column.size(); ++row) same = column[row] == second[row];
    return py::bool_(same);
  }
  if (!py::isinstance<py::list>(other))
    return py::reinterpret_borrow<py::object>(Py_NotImplemented);
  return py::bool_(py::len(other) == column.size() && as_list(column).equal(other));
}

// --- Arrow --------------------------------------------------------------------------------------

/// What an exported array keeps alive. Characters are shared, offsets and places are made.
struct exported {
  held_text_column from;
  std::vector<std::int64_t> offsets;
  std::vector<std::int32_t> places;
  std::vector<const void*> buffers;
  ArrowArray dictionary{};
};
struct exported_schema {
  ArrowSchema dictionary{};
};

template <class Keeper, class Struct>
void release(Struct* s) {
  auto* keeper = static_cast<Keeper*>(s->private_data);
  if (s->dictionary != nullptr && s->dictionary->release != nullptr)
    s->dictionary->release(s->dictionary);
  delete keeper;
  s->release = nullptr;
}

void export_texts(const held_text_column& from, ArrowArray* to) {
  auto keeper = std::make_unique<exported>(exported{from, {0}, {}, {}, {}});
  const text_column& texts = from.distinct();
  keeper->offsets.reserve(texts.size() + 1);
  for (std::size_t i = 0; i < texts.size(); ++i)
    keeper->offsets.push_back(keeper->offsets.back() + static_cast<std::int64_t>(texts[i].size()));
  // They stand one behind the other.
  keeper->buffers = {nullptr, keeper->offsets.data(),
                     texts.size() == 0 ? static_cast<const void*>("") : texts[0].data()};
  *to = {};
  to->length = static_cast<std::int64_t>(texts.size());
  to->n_buffers = 3;
  to->buffers = keeper->buffers.data();
  to->release = release<exported, ArrowArray>;
  to->private_data = keeper.release();
}

void export_array(const held_text_column& from, ArrowArray* to) {
  if (from.dictionary() == nullptr) return export_texts(from, to);
  auto keeper = std::make_unique<exported>(exported{from, {}, {}, {}, {}});
  keeper->places.reserve(from.size() + 1);
  for (std::size_t row = 0; row < from.size(); ++row)
    keeper->places.push_back(static_cast<std::int32_t>(from.place(row)));
  keeper->buffers = {nullptr, keeper->places.data()};
  export_texts(from, &keeper->dictionary);
  *to = {};
  to->length = static_cast<std::int64_t>(from.size());
  to->n_buffers = 2;
  to->buffers = keeper->buffers.data();
  to->dictionary = &keeper->dictionary;
  to->release = release<exported, ArrowArray>;
  to->private_data = keeper.release();
}

void export_schema(const held_text_column& from, ArrowSchema* to) {
  auto keeper = std::make_unique<exported_schema>();
  *to = {};
  to->format = "U";
  to->name = "";
  if (from.dictionary() != nullptr) {
    to->format = "i";
    keeper->dictionary.format = "U";
    keeper->dictionary.name = "";
    keeper->dictionary.private_data = new exported_schema{};
    keeper->dictionary.release = release<exported_schema, ArrowSchema>;
    to->dictionary = &keeper->dictionary;
  }
  to->release = release<exported_schema, ArrowSchema>;
  to->private_data = keeper.release();
}

template <class Struct>
py::object capsule(const char* name, const std::function<void(Struct*)>& fill) {
  auto held = std::make_unique<Struct>();
  fill(held.get());
  PyObject* made = PyCapsule_New(held.get(), name, [](PyObject* c) {
    auto* s = static_cast<Struct*>(PyCapsule_GetPointer(c, PyCapsule_GetName(c)));
    if (s->release != nullptr) s->release(s);
    delete s;
  });
  if (made == nullptr) throw py::error_already_set();
  held.release();
  return py::reinterpret_steal<py::object>(made);
}

}  // namespace

py::object text_column_of(std::shared_ptr<const code_column> codes) {
  return py::cast(held_text_column{std::move(codes)});
}

py::object text_column_of(std::shared_ptr<const dictionary_column> column) {
  return py::cast(held_text_column{std::move(column)});
}

void register_text_columns(py::module_& m) {
  py::class_<held_text_column> c(
      m, "TextColumn", py::is_final(),
      R"(Texts by row: a sequence of str that shares the organisation's memory.

A text becomes an object of Python when it is asked for. Polars (``polars.Series``) and PyArrow
(``pyarrow.array``) take the column as it is, texts that repeat by their dictionary.

Examples
--------
>>> import pangkas as pk
>>> codes = pk.Organisation.from_table({"code": ["A", "B"], "reports_to": [None, "A"]}).codes
>>> codes, codes[-1], codes == ["A", "B"]
(['A', 'B'], 'B', True)
)");
  c.def("__len__", &held_text_column::size)
      .def("__getitem__", &item, py::arg("index"))
      .def("__iter__", [](const held_text_column& t) { return as_list(t).attr("__iter__")(); })
      .def("__contains__",
           [](const held_text_column& t, const py::object& value) {
             bool found = false;
             rows_of(t, value, [&](std::size_t) { return !(found = true); });
             return found;
           })
      .def("index", &row_of, py::arg("value"),
           "Give the first row of a text.\n\nRaises\n------\nValueError\n    If it is in none.")
      .def(
          "count",
          [](const held_text_column& t, const py::object& value) {
            std::size_t rows = 0;
            rows_of(t, value, [&](std::size_t) { return ++rows > 0; });
            return rows;
          },
          py::arg("value"), "In how many rows a text is.")
      .def("tolist", &as_list, "Give the texts as a list of str.")
      .def(
          "__array__",
          [](const held_text_column& t, const py::object& dtype, const py::object&) {
            return py::module_::import("numpy").attr("array")(as_list(t), dtype);
          },
          py::arg("dtype") = py::none(), py::arg("copy") = py::none())
      .def(
          "__arrow_c_array__",
          [](const held_text_column& t, const py::object&) {
            return py::make_tuple(
                capsule<ArrowSchema>("arrow_schema",
                                     [&](ArrowSchema* to) { export_schema(t, to); }),
                capsule<ArrowArray>("arrow_array", [&](ArrowArray* to) { export_array(t, to); }));
          },
          py::arg("requested_schema") = py::none())
      .def("__repr__",
           [](const held_text_column& t) {
             constexpr std::size_t most = 10;
             if (t.size() <= most) return std::string(py::repr(as_list(t)));
             std::string said = "TextColumn(" + std::to_string(t.size()) + " texts: ";
             for (std::size_t row = 0; row < 3; ++row)
               said += std::string(py::repr(text(t[row]))) + ", ";
             return said + "…)";
           })
      .def("__eq__", &equal)
      .def("__reduce__", [](const held_text_column& t) {
        return py::make_tuple(
            py::reinterpret_borrow<py::object>(reinterpret_cast<PyObject*>(&PyList_Type)),
            py::make_tuple(as_list(t)));
      });
  c.attr("__hash__") = py::none();
  py::module_::import("collections.abc").attr("Sequence").attr("register")(c);
}

}  // namespace pangkas::python
