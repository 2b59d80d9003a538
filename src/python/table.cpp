// SPDX-License-Identifier: BSL-1.0
#include "arrays.hpp"
#include "arrow_column.hpp"
#include "bindings.hpp"

#include <pangkas/error.hpp>

#include <cerrno>
#include <cstring>

namespace pangkas::python {
namespace {

constexpr const char* stream_name = "arrow_array_stream";
constexpr const char* schema_name = "arrow_schema";

// --- Out, as Arrow ------------------------------------------------------------------------------

/// What an exported array keeps alive.
struct array_keeper {
  shared_table from;
  std::vector<std::vector<std::uint8_t>> bits;  ///< packed
  std::vector<const void*> buffers;
  std::vector<ArrowArray> children;
  std::vector<ArrowArray*> child_places;
};
struct schema_keeper {
  shared_table from;
  std::vector<ArrowSchema> children;
  std::vector<ArrowSchema*> child_places;
};

template <class Keeper, class Struct>
void release_with(Struct* s) {
  for (std::int64_t i = 0; i < s->n_children; ++i)
    if (s->children[i]->release != nullptr) s->children[i]->release(s->children[i]);
  delete static_cast<Keeper*>(s->private_data);
  s->release = nullptr;
}

const char* format_of(const table_column& column) {
  constexpr const char* formats[] = {"U", "l", "g", "b"};  // in the order of the variant
  return formats[column.cells.index()];
}

void export_schema(const shared_table& from, ArrowSchema* to) {
  auto* keeper = new schema_keeper{from, {}, {}};
  keeper->children.resize(from->columns.size());
  for (std::size_t i = 0; i < from->columns.size(); ++i) {
    ArrowSchema& child = keeper->children[i];
    child = {};
    child.format = format_of(from->columns[i]);
    child.name = from->columns[i].name.c_str();
    child.flags = arrow_nullable;
    auto* own = new schema_keeper{from, {}, {}};
    child.private_data = own;
    child.release = release_with<schema_keeper, ArrowSchema>;
    keeper->child_places.push_back(&child);
  }
  *to = {};
  to->format = "+s";
  to->name = "";
  to->n_children = static_cast<std::int64_t>(keeper->children.size());
  to->children = keeper->child_places.data();
  to->release = release_with<schema_keeper, ArrowSchema>;
  to->private_data = keeper;
}

/// Truths as bits, the lowest first.
template <class Is>
const void* packed(array_keeper& keeper, std::size_t size, Is is) {
  std::vector<std::uint8_t>& bits = keeper.bits.emplace_back((size + 7) / 8 + 1, std::uint8_t{0});
  for (std::size_t i = 0; i < size; ++i)
    if (is(i)) bits[i / 8] = static_cast<std::uint8_t>(bits[i / 8] | 1U << (i % 8));
  return bits.data();
}

template <class Is>
std::int64_t nulls(std::size_t size, Is is_there) {
  std::int64_t count = 0;
  for (std::size_t i = 0; i < size; ++i) count += is_there(i) ? 0 : 1;
  return count;
}

void export_column(const shared_table& from, const table_column& column, ArrowArray* to) {
  auto keeper = std::make_unique<array_keeper>();
  keeper->from = from;
  keeper->bits.reserve(2);
  const std::size_t size = column.size();
  *to = {};
  to->length = static_cast<std::int64_t>(size);
  const auto with_nulls = [&](auto is_there) {
    to->null_count = nulls(size, is_there);
    keeper->buffers.push_back(to->null_count == 0 ? nullptr : packed(*keeper, size, is_there));
  };
  std::visit(
      [&](const auto& cells) {
        using kind = std::decay_t<decltype(cells)>;
        if constexpr (std::is_same_v<kind, real_cells>)
          with_nulls([&](std::size_t i) { return !std::isnan(cells.values[i]); });
        else
          with_nulls([&](std::size_t i) { return cells.is_there[i] != 0; });
        if constexpr (std::is_same_v<kind, text_cells>) {
          keeper->buffers.push_back(cells.offsets.data());
          keeper->buffers.push_back(cells.characters.data());
        } else if constexpr (std::is_same_v<kind, truth_cells>) {
          keeper->buffers.push_back(
              packed(*keeper, size, [&](std::size_t i) { return cells.values[i] != 0; }));
        } else {
          static const double no_cells = 0;  // a pointer that is none of nothing
          keeper->buffers.push_back(size == 0 ? static_cast<const void*>(&no_cells)
                                              : cells.values.data());
        }
      },
      column.cells);
  to->n_buffers = static_cast<std::int64_t>(keeper->buffers.size());
  to->buffers = keeper->buffers.data();
  to->release = release_with<array_keeper, ArrowArray>;
  to->private_data = keeper.release();
}

void export_batch(const shared_table& from, ArrowArray* to) {
  auto* keeper = new array_keeper{from, {}, {nullptr}, {}, {}};
  keeper->children.resize(from->columns.size());
  for (std::size_t i = 0; i < from->columns.size(); ++i) {
    export_column(from, from->columns[i], &keeper->children[i]);
    keeper->child_places.push_back(&keeper->children[i]);
  }
  *to = {};
  to->length = static_cast<std::int64_t>(from->rows());
  to->n_buffers = 1;
  to->buffers = keeper->buffers.data();
  to->n_children = static_cast<std::int64_t>(keeper->children.size());
  to->children = keeper->child_places.data();
  to->release = release_with<array_keeper, ArrowArray>;
  to->private_data = keeper;
}

struct stream_state {
  shared_table from;
  bool is_done = false;
};

template <class Export>
int guarded(Export work) {
  try {
    work();
    return 0;
  } catch (...) {
    return ENOMEM;
  }
}

// --- In, from Python ----------------------------------------------------------------------------

table_column column_of(const std::string& name, const py::handle& values) {
  const py::module_ numpy = py::module_::import("numpy");
  py::object items = py::reinterpret_borrow<py::object>(values);
  enum class kind : std::uint8_t { unknown, truths, integers, reals, texts } found = kind::unknown;
  // The type of an array is that of its column, whatever is in it: also nothing.
  if (py::isinstance<py::array>(items)) {
    const auto letter = items.attr("dtype").attr("kind").cast<std::string>();
    if (letter == "b") found = kind::truths;
    if (letter == "i" || letter == "u") found = kind::integers;
    if (letter == "f") found = kind::reals;
  }
  if (py::isinstance(items, numpy.attr("ma").attr("MaskedArray"))) items = items.attr("tolist")();
  if (py::isinstance<py::array>(items)) {
    if (items.attr("ndim").cast<int>() != 1)
      throw py::value_error("the column \"" + name + "\" is an array of " +
                            std::to_string(items.attr("ndim").cast<int>()) +
                            " dimensions; a column has one");
    if (found == kind::reals) {
      const auto numbers = py::array_t<double, py::array::c_style | py::array::forcecast>(items);
      return {name, real_cells{{numbers.data(), numbers.data() + numbers.size()}}};
    }
    items = items.attr("tolist")();
  }
  if (py::isinstance<py::str>(items) || py::isinstance<py::bytes>(items))
    throw py::type_error("the column \"" + name + "\" is one text; give a sequence of cells");

  const py::list cells(items);
  for (const py::handle cell : cells) {
    kind here = kind::unknown;
    if (cell.is_none()) continue;
    if (py::isinstance<py::bool_>(cell))
      here = kind::truths;
    else if (py::isinstance<py::int_>(cell))
      here = kind::integers;
    else if (py::isinstance<py::float_>(cell))
      here = kind::reals;
    else if (py::isinstance<py::str>(cell))
      here = kind::texts;
    else
      throw py::type_error("the column \"" + name + "\" holds a " +
                           std::string(py::str(py::type::of(cell).attr("__name__"))) +
                           "; cells are texts, numbers, truths or None");
    const bool are_numbers = (found == kind::integers && here == kind::reals) ||
                             (found == kind::reals && here == kind::integers);
    if (found != kind::unknown && found != here && !are_numbers)
      throw py::type_error("the column \"" + name +
                           "\" holds texts, numbers or truths in turn; a column has one type");
    found = are_numbers ? kind::reals : here;
  }
  table_column column{name, {}};
  const auto fill = [&]<class Cells, class Value>(Cells made, Value) {
    for (const py::handle cell : cells)
      made.push_back(cell.is_none() ? std::nullopt : std::optional(cell.cast<Value>()));
    column.cells = std::move(made);
  };
  try {
    if (found == kind::truths) fill(truth_cells{}, bool{});
    if (found == kind::integers) fill(integer_cells{}, std::int64_t{});
    if (found == kind::reals) fill(real_cells{}, double{});
  } catch (const py::cast_error&) {
    throw py::value_error("the column \"" + name + "\" holds a number beyond 64 bits");
  }
  if (found == kind::texts || found == kind::unknown) {
    text_cells made;
    for (const py::handle cell : cells) {
      if (cell.is_none()) {
        made.push_back(std::nullopt);
        continue;
      }
      Py_ssize_t size = 0;
      const char* utf8 = PyUnicode_AsUTF8AndSize(cell.ptr(), &size);
      if (utf8 == nullptr) {
        PyErr_Clear();
        throw input_error("the column \"" + name + "\" holds half of a surrogate pair in cell " +
                              std::to_string(made.size() + 1) + "; no text has one, take it out",
                          {}, {}, name);
      }
      made.push_back(std::string_view(utf8, static_cast<std::size_t>(size)));
    }
    column.cells = std::move(made);
  }
  return column;
}

table table_of_mapping(const py::handle& mapping) {
  table made;
  const py::object items = mapping.attr("items")();
  for (const py::handle item : items) {
    const py::tuple pair(py::reinterpret_borrow<py::object>(item));
    const auto name = std::string(py::str(pair[0]));
    made.columns.push_back(column_of(name, pair[1]));
    if (made.columns.back().size() != made.rows())
      throw input_error("the column \"" + name + "\" has " +
                            std::to_string(made.columns.back().size()) + " cells, \"" +
                            made.columns.front().name + "\" has " + std::to_string(made.rows()) +
                            "; all columns of a table are equally long",
                        {}, {}, name);
  }
  return made;
}

table table_of_stream(ArrowArrayStream& stream) {
  const auto fail = [&](int code) {
    return input_error("the Arrow stream cannot be read: " + last_error(stream, code));
  };
  arrow_owned<ArrowSchema> schema;
  if (const int code = stream.get_schema(&stream, schema.get()); code != 0) throw fail(code);
  if (std::string_view(schema->format) != "+s")
    throw input_error("the Arrow stream is not one of rows; give a table");
  table made;
  std::vector<arrow_type> types;
  for (std::int64_t i = 0; i < schema->n_children; ++i) {
    types.emplace_back(*schema->children[i]);
    table_column column{schema->children[i]->name, text_cells{}};
    const cell_kind kind = types.back().kind();
    if (kind == cell_kind::other || kind == cell_kind::instant)
      throw input_error("the column \"" + column.name + "\" is of the Arrow type \"" +
                            types.back().format() + "\", which a Table does not hold",
                        {}, {}, column.name);
    if (kind == cell_kind::integer) column.cells = integer_cells{};
    if (kind == cell_kind::real || kind == cell_kind::decimal) column.cells = real_cells{};
    if (kind == cell_kind::truth) column.cells = truth_cells{};
    made.columns.push_back(std::move(column));
  }
  std::string scratch;
  while (true) {
    arrow_owned<ArrowArray> batch;
    if (const int code = stream.get_next(&stream, batch.get()); code != 0) throw fail(code);
    if (!batch) return made;
    for (std::size_t c = 0; c < types.size(); ++c) {
      const arrow_column from(types[c], *batch->children[c]);
      for (std::int64_t i = batch->offset; i < batch->offset + batch->length; ++i) {
        const bool is_null = from.is_null(i);
        std::visit(
            [&](auto& to) {
              using kind = std::decay_t<decltype(to)>;
              if (is_null) return to.push_back(std::nullopt);
              if constexpr (std::is_same_v<kind, integer_cells>) {
                if (from.is_beyond_int64(i))
                  throw input_error("a number of the column \"" + made.columns[c].name +
                                    "\" is beyond 64 bits with a sign");
                to.push_back(from.integer(i));
              } else if constexpr (std::is_same_v<kind, truth_cells>) {
                to.push_back(from.truth(i));
              } else {
                scratch.clear();
                from.append(i, scratch);
                if constexpr (std::is_same_v<kind, text_cells>)
                  to.push_back(std::string_view(scratch));
                else
                  to.push_back(from.kind() == cell_kind::decimal ? std::stod(scratch)
                                                                 : from.real(i));
              }
            },
            made.columns[c].cells);
      }
    }
  }
}

// --- To Python ----------------------------------------------------------------------------------

py::object cell(const table_column& column, std::size_t row) {
  return std::visit(
      [row](const auto& cells) -> py::object {
        using kind = std::decay_t<decltype(cells)>;
        if constexpr (std::is_same_v<kind, real_cells>) {
          if (std::isnan(cells.values[row])) return py::none();
          return py::float_(cells.values[row]);
        } else {
          if (cells.is_there[row] == 0) return py::none();
          if constexpr (std::is_same_v<kind, text_cells>)
            return text(cells[row]);
          else if constexpr (std::is_same_v<kind, truth_cells>)
            return py::bool_(cells.values[row] != 0);
          else
            return py::int_(cells.values[row]);
        }
      },
      column.cells);
}

py::list cells_of(const table_column& column) {
  py::list all(column.size());
  for (std::size_t row = 0; row < column.size(); ++row) all[row] = cell(column, row);
  return all;
}

const table_column& column_named(const table& t, const std::string& name) {
  std::string names;
  for (const table_column& column : t.columns) {
    if (column.name == name) return column;
    names += (names.empty() ? "" : ", ") + column.name;
  }
  throw py::key_error("the table has no column \"" + name + "\"; it has " +
                      (names.empty() ? "none" : names));
}

/// Numbers share memory with the table; what may be absent and is no real number, and text, do not.
py::object column_to_python(const py::object& self, const table& t, const std::string& name) {
  const table_column& column = column_named(t, name);
  if (const auto* reals = std::get_if<real_cells>(&column.cells))
    return shared_array<double>(self, reals->values);
  if (const auto* integers = std::get_if<integer_cells>(&column.cells))
    if (nulls(integers->size(), [&](std::size_t i) { return integers->is_there[i] != 0; }) == 0)
      return shared_array<std::int64_t>(self, integers->values);
  return cells_of(column);
}

std::string repr(const table& t) {
  std::string names;
  for (const table_column& column : t.columns) names += (names.empty() ? "" : ", ") + column.name;
  return "Table(" + std::to_string(t.rows()) + " rows: " + names + ")";
}

py::capsule stream_capsule(const shared_table& from) {
  auto held = std::make_unique<ArrowArrayStream>();
  export_stream(from, held.get());
  PyObject* made = PyCapsule_New(held.get(), stream_name, [](PyObject* capsule) {
    auto* s = static_cast<ArrowArrayStream*>(PyCapsule_GetPointer(capsule, stream_name));
    if (s->release != nullptr) s->release(s);
    delete s;
  });
  if (made == nullptr) throw py::error_already_set();
  held.release();
  return py::reinterpret_steal<py::capsule>(made);
}

py::capsule schema_capsule(const shared_table& from) {
  auto held = std::make_unique<ArrowSchema>();
  export_schema(from, held.get());
  PyObject* made = PyCapsule_New(held.get(), schema_name, [](PyObject* capsule) {
    auto* s = static_cast<ArrowSchema*>(PyCapsule_GetPointer(capsule, schema_name));
    if (s->release != nullptr) s->release(s);
    delete s;
  });
  if (made == nullptr) throw py::error_already_set();
  held.release();
  return py::reinterpret_steal<py::capsule>(made);
}

struct held_table {
  shared_table held;
};

py::dict to_dict(const held_table& t) {
  py::dict all;
  for (const table_column& column : t.held->columns) all[text(column.name)] = cells_of(column);
  return all;
}

}  // namespace

std::string last_error(ArrowArrayStream& stream, int code) {
  const char* said = stream.get_last_error == nullptr ? nullptr : stream.get_last_error(&stream);
  return said == nullptr ? std::strerror(code) : said;
}

table table_from(const result_table& made_from) {
  table made;
  for (const result_column& column : made_from.columns) {
    const std::string name(column.name);
    const std::size_t rows = made_from.rows;
    if (const auto* texts = std::get_if<pangkas::text_cells>(&column.cells)) {
      auto& cells = made.add<text_cells>(name);
      for (std::size_t i = 0; i < rows; ++i) {
        const std::string_view cell = (*texts)(i);
        cells.push_back(cell.empty() ? std::nullopt : std::optional(cell));
      }
    } else if (const auto* counts = std::get_if<count_cells>(&column.cells)) {
      auto& cells = made.add<integer_cells>(name);
      for (const std::uint32_t cell : *counts)
        cells.push_back(cell == absent_count ? std::nullopt : std::optional<std::int64_t>(cell));
    } else if (const auto* numbers = std::get_if<number_cells>(&column.cells)) {
      auto& cells = made.add<real_cells>(name).values;
      cells = *numbers;
      cells.resize(rows, std::numeric_limits<double>::quiet_NaN());
    } else {
      auto& cells = made.add<truth_cells>(name);
      for (const bool cell : std::get<pangkas::truth_cells>(column.cells)) cells.push_back(cell);
    }
  }
  return made;
}

void export_stream(const shared_table& from, ArrowArrayStream* to) {
  *to = {};
  to->private_data = new stream_state{from};
  to->get_schema = [](ArrowArrayStream* s, ArrowSchema* out) {
    return guarded([&] { export_schema(static_cast<stream_state*>(s->private_data)->from, out); });
  };
  to->get_next = [](ArrowArrayStream* s, ArrowArray* out) {
    return guarded([&] {
      auto& state = *static_cast<stream_state*>(s->private_data);
      *out = {};
      if (!state.is_done) export_batch(state.from, out);
      state.is_done = true;
    });
  };
  to->get_last_error = [](ArrowArrayStream*) -> const char* { return nullptr; };
  to->release = [](ArrowArrayStream* s) {
    delete static_cast<stream_state*>(s->private_data);
    s->release = nullptr;
  };
}

py::object to_python(table made) {
  return py::cast(held_table{std::make_shared<const table>(std::move(made))});
}

arrow_owned<ArrowArrayStream> stream_of(const py::handle& data) {
  if (py::hasattr(data, "__arrow_c_stream__") && !py::isinstance<py::type>(data)) {
    const py::object capsule = data.attr("__arrow_c_stream__")();
    auto* stream = static_cast<ArrowArrayStream*>(PyCapsule_GetPointer(capsule.ptr(), stream_name));
    if (stream == nullptr) throw py::error_already_set();
    if (stream->release == nullptr)
      throw input_error("the Arrow stream was read before and is closed; make a new one");
    return arrow_owned<ArrowArrayStream>(std::move(*stream));
  }
  if (!py::isinstance(data, py::module_::import("collections.abc").attr("Mapping")))
    return stream_of(py::module_::import("pangkas._exchange").attr("tabular")(data));
  arrow_owned<ArrowArrayStream> stream;
  export_stream(std::make_shared<const table>(table_of_mapping(data)), stream.get());
  return stream;
}

void register_tables(py::module_& m) {
  py::class_<held_table> c(m, "Table", py::is_final(),
                           R"(A table in memory: columns of text, numbers and truths.

It goes to Polars, pandas, PyArrow and DuckDB by the Arrow PyCapsule protocol, without a copy of the
numbers. A null is ``None``; in an array of floats it is NaN.

Parameters
----------
columns : mapping or object with ``__arrow_c_stream__``
    Columns by name, each a sequence or NumPy array of one type, all equally long.

Raises
------
InputError
    If columns are not equally long, or a type is not one of these.
TypeError
    If a cell is neither text, number, truth nor ``None``.

Examples
--------
>>> import pangkas as pk
>>> t = pk.Table({"post": ["A", "B"], "seats": [1.0, None]})
>>> len(t), t.column_names
(2, ['post', 'seats'])
>>> t["post"]
['A', 'B']
)");
  const auto by_exchange = [](const char* function) {
    return [function](const py::object& self) {
      return py::module_::import("pangkas._exchange").attr(function)(self);
    };
  };
  c.def(py::init([](const py::object& columns) {
          if (py::isinstance(columns, py::module_::import("collections.abc").attr("Mapping")))
            return held_table{std::make_shared<const table>(table_of_mapping(columns))};
          auto stream = stream_of(columns);
          return held_table{std::make_shared<const table>(table_of_stream(*stream.get()))};
        }),
        py::arg("columns"))
      .def_property_readonly(
          "column_names",
          [](const held_table& t) {
            py::list names;
            for (const table_column& column : t.held->columns) names.append(text(column.name));
            return names;
          },
          "The names of the columns, in order.")
      .def("__len__", [](const held_table& t) { return t.held->rows(); })
      .def(
          "__getitem__",
          [](const py::object& self, const std::string& column) {
            return column_to_python(self, *self.cast<const held_table&>().held, column);
          },
          py::arg("column"))
      .def("to_dict", &to_dict, "Give the columns as lists by name.")
      .def(
          "rows",
          [](const held_table& t) {
            py::list all(t.held->rows());
            for (std::size_t row = 0; row < t.held->rows(); ++row) {
              py::tuple one(t.held->columns.size());
              for (std::size_t i = 0; i < t.held->columns.size(); ++i)
                one[i] = cell(t.held->columns[i], row);
              all[row] = std::move(one);
            }
            return all;
          },
          "Give the rows as tuples.")
      .def(
          "to_table", [](const py::object& self) { return self; }, "Give the table itself.")
      .def("to_polars", by_exchange("to_polars"), "Give the rows as a ``polars.DataFrame``.")
      .def("to_pandas", by_exchange("to_pandas"), "Give the rows as a ``pandas.DataFrame``.")
      .def("to_arrow", by_exchange("to_arrow"), "Give the rows as a ``pyarrow.Table``.")
      .def(
          "__arrow_c_stream__",
          [](const held_table& t, const py::object&) { return stream_capsule(t.held); },
          py::arg("requested_schema") = py::none())
      .def("__arrow_c_schema__", [](const held_table& t) { return schema_capsule(t.held); })
      .def("__repr__", [](const held_table& t) { return repr(*t.held); })
      .def("__eq__",
           [](const held_table& t, const py::object& other) {
             return equal_to<held_table>(other,
                                         [&](const held_table& o) { return *t.held == *o.held; });
           })
      .def("__reduce__", [](const py::object& self) {
        const table& t = *self.cast<const held_table&>().held;
        py::dict columns;
        for (const table_column& column : t.columns)
          columns[text(column.name)] = std::holds_alternative<real_cells>(column.cells)
                                           ? column_to_python(self, t, column.name)
                                           : py::object(cells_of(column));
        return py::make_tuple(self.attr("__class__"), py::make_tuple(columns));
      });
  c.attr("__hash__") = py::none();
  add_html(c);
}

}  // namespace pangkas::python
