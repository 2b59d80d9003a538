// SPDX-License-Identifier: BSL-1.0
#include "arrays.hpp"
#include "bindings.hpp"
#include "packed.hpp"
#include "work.hpp"
#include "writing.hpp"

#include <pangkas/io/csv.hpp>
#include <pangkas/io/decision_tables.hpp>
#include <pangkas/io/json.hpp>
#include <pangkas/io/number.hpp>
#include <pangkas/io/position_table.hpp>
#include <pangkas/metrics/layers.hpp>
#include <pangkas/metrics/span_of_control.hpp>
#include <pangkas/views/chain_of_command.hpp>

#include <algorithm>
#include <array>
#include <functional>
#include <limits>
#include <map>
#include <tuple>

namespace pangkas::python {

const row_arrays& held_organisation::arrays() const {
  std::call_once(once_, [this] {
    const command_forest& forest = org.command();
    const std::size_t size = org.size();
    row_arrays made;
    made.layer.assign(size, 0);
    made.has_no_layer.assign(size, 1);
    made.has_no_superior.assign(size, 0);
    made.span.resize(size);
    const std::vector<std::uint32_t> by_position = layers(forest);
    const std::vector<std::uint32_t> spans = span_of_control(forest);
    for (position_id p{0}; p < size; ++p) {
      const row_index row = forest.row(p);
      made.span[row] = spans[p];
      if (p >= by_position.size()) continue;
      made.layer[row] = by_position[p];
      made.has_no_layer[row] = 0;
    }
    for (row_index row = 0; row < size; ++row)
      made.has_no_superior[row] = org.parts().superiors[row] == no_row ? 1 : 0;
    arrays_ = std::move(made);
  });
  return arrays_;
}

namespace {

using held = std::shared_ptr<held_organisation>;

py::object masked_array(const py::object& owner, std::span<const std::uint32_t> values,
                        const std::vector<std::uint8_t>& mask) {
  const py::array bits = shared_array<std::uint8_t>(owner, mask);
  const py::module_ numpy = py::module_::import("numpy");
  py::object array = numpy.attr("ma").attr("MaskedArray")(
      shared_array(owner, values), py::arg("mask") = bits.attr("view")(numpy.attr("bool_")),
      py::arg("copy") = false);
  array.attr("harden_mask")();
  array.attr("flags").attr("writeable") = false;
  return array;
}

/// Words of which there are few, each one object; None for none.
template <class Word>
py::list words_by_row(std::size_t rows, Word word) {
  std::map<std::string_view, py::object> known{{{}, py::none()}};
  py::list all(rows);
  for (row_index row = 0; row < rows; ++row) {
    const std::string_view here = word(row);
    const auto [found, is_new] = known.try_emplace(here);
    if (is_new) found->second = text(here);
    all[row] = found->second;
  }
  return all;
}

py::list codes(const organisation& org) {
  const text_column& texts = org.table().codes->texts;
  py::list all(texts.size());
  for (std::size_t row = 0; row < texts.size(); ++row) all[row] = text(texts[row]);
  return all;
}

template <class Range>
py::list codes_of(const organisation& org, const Range& positions) {
  py::list all;
  for (const position_id p : positions) all.append(text(org.code(p)));
  return all;
}

py::object position_to_python(const held_organisation& o, const std::string& code) {
  const organisation& org = o.org;
  const position_id p = org.at(code);
  const row_index row = org.row(p);
  const row_arrays& arrays = o.arrays();
  const auto declared_kind = org.kind(p);
  py::tuple flags = py::cast(org.flags(p)).cast<py::list>();
  py::object layer = py::none();
  if (arrays.has_no_layer[row] == 0) layer = py::int_(arrays.layer[row]);
  return record("Position")(
      text(org.code(p)), text(org.title(p)),
      declared_kind ? py::object(text(to_string(*declared_kind))) : py::none(),
      text(org.rank_name(p)), text(org.declared_superior(p)), text(org.unit(p)),
      (*org.table().seats)[row], org.filled(p), text(org.position_class(p)), org.cost(p),
      org.budget(p), flags, text(org.legal_source(p)),
      text(to_string(org.command().placement_of(p))), layer, arrays.span[row]);
}

table table_of(const held_organisation& o) {
  const organisation& org = o.org;
  const position_table& columns = org.table();
  const row_arrays& arrays = o.arrays();
  const std::size_t rows = org.size();
  table made;
  made.columns.reserve(18);
  const auto add_texts = [&](const char* name, auto of) {
    auto& cells = made.add<text_cells>(name);
    for (row_index row = 0; row < rows; ++row) {
      const std::string_view cell = of(row);
      cells.push_back(cell.empty() ? std::nullopt : std::optional(cell));
    }
  };
  const auto add_numbers = [&](const char* name, const number_column& from) {
    auto& cells = made.add<real_cells>(name);
    cells.values.assign(from.values().begin(), from.values().end());
  };
  add_texts("code", [&](row_index row) { return columns.codes->texts[row]; });
  add_texts("title", [&](row_index row) { return (*columns.titles)[row]; });
  add_texts("kind", [&](row_index row) {
    const auto kind = org.kind(org.position_at(row));
    return kind ? to_string(*kind) : std::string_view{};
  });
  add_texts("rank", [&](row_index row) { return (*columns.ranks)[row]; });
  add_texts("reports_to",
            [&](row_index row) { return org.declared_superior(org.position_at(row)); });
  add_texts("unit", [&](row_index row) { return (*columns.units)[row]; });
  add_numbers("seats", *columns.seats);
  add_numbers("filled", *columns.filled);
  add_texts("class", [&](row_index row) { return (*columns.classes)[row]; });
  add_numbers("cost", *columns.costs);
  if (columns.budgets->any()) {
    auto& cells = made.add<real_cells>("budget");
    for (row_index row = 0; row < rows; ++row) cells.push_back((*columns.budgets)[row]);
  }
  std::string joined;
  add_texts("flags", [&](row_index row) {
    joined.clear();
    for (const std::string& flag : (*columns.flags)[row])
      joined += (joined.empty() ? "" : " ") + flag;
    return std::string_view(joined);
  });
  if (columns.holders->any())
    add_texts("holder", [&](row_index row) { return (*columns.holders)[row]; });
  if (columns.legal_sources->any())
    add_texts("legal_source", [&](row_index row) { return (*columns.legal_sources)[row]; });
  add_texts("placement", [&](row_index row) {
    return to_string(org.command().placement_of(org.position_at(row)));
  });
  auto& layer = made.add<integer_cells>("layer");
  for (row_index row = 0; row < rows; ++row)
    layer.push_back(arrays.has_no_layer[row] != 0 ? std::nullopt
                                                  : std::optional<std::int64_t>(arrays.layer[row]));
  auto& span = made.add<integer_cells>("span");
  for (row_index row = 0; row < rows; ++row) span.push_back(std::int64_t{arrays.span[row]});
  return made;
}

/// What a writer of tables of decisions writes. These columns hold numbers, where nothing in them says
/// more than one: a limit of `5% budget`, an amount of `80000..`.
template <class Write>
py::object decision_table(Write write) {
  constexpr std::array<std::string_view, 9> numbers{"volume",    "amount",       "checks",
                                                    "initials",  "work_minutes", "waiting_hours",
                                                    "pass_good", "pass_bad",     "limit"};
  std::string csv;
  write([&](std::string_view part) { csv += part; });
  csv_reader reader(csv, "table", {','});
  csv_row row;
  reader.next(row);
  std::vector<std::pair<std::string, std::vector<std::string>>> columns;
  for (const std::string_view heading : row.cells()) columns.push_back({std::string(heading), {}});
  while (reader.next(row))
    for (std::size_t i = 0; i < columns.size(); ++i) columns[i].second.emplace_back(row[i]);
  table made;
  made.columns.reserve(columns.size());
  for (const auto& [heading, cells] : columns) {
    const bool are_numbers = std::ranges::find(numbers, heading) != numbers.end() &&
                             std::ranges::all_of(cells, [](const std::string& cell) {
                               return cell.empty() || parse_number(cell, decimal_mark::point);
                             });
    if (are_numbers) {
      auto& reals = made.add<real_cells>(heading);
      for (const std::string& cell : cells)
        reals.push_back(parse_number(cell, decimal_mark::point));
    } else {
      auto& texts = made.add<text_cells>(heading);
      for (const std::string& cell : cells)
        texts.push_back(cell.empty() ? std::nullopt : std::optional(std::string_view(cell)));
    }
  }
  return to_python(std::move(made));
}

template <class Column>
bool same_column(const Column& a, const Column& b, std::size_t rows) {
  if (&a == &b) return true;
  for (std::size_t row = 0; row < rows; ++row)
    if (a[row] != b[row]) return false;
  return true;
}

bool same(const organisation& a, const organisation& b) {
  const organisation_parts& p = a.parts();
  const organisation_parts& q = b.parts();
  if (&p == &q) return true;
  const std::size_t rows = a.size();
  const auto names = [](const organisation& org, const row_line& l) {
    return std::tuple(
        l.superior, l.subordinate, l.type, std::string_view(org.line_names()[l.matter]),
        std::string_view(org.line_names()[l.role]), std::string_view(org.line_names()[l.from]),
        std::string_view(org.line_names()[l.until]),
        std::string_view(org.line_names()[l.legal_source]));
  };
  return rows == b.size() && p.superiors == q.superiors && p.unresolved == q.unresolved &&
         p.table.codes->texts == q.table.codes->texts &&
         same_column(*p.table.titles, *q.table.titles, rows) &&
         same_column(*p.table.kinds, *q.table.kinds, rows) &&
         same_column(*p.table.ranks, *q.table.ranks, rows) &&
         same_column(*p.table.units, *q.table.units, rows) &&
         same_column(*p.table.seats, *q.table.seats, rows) &&
         same_column(*p.table.filled, *q.table.filled, rows) &&
         same_column(*p.table.classes, *q.table.classes, rows) &&
         same_column(*p.table.costs, *q.table.costs, rows) &&
         same_column(*p.table.budgets, *q.table.budgets, rows) &&
         same_column(*p.table.flags, *q.table.flags, rows) &&
         same_column(*p.table.holders, *q.table.holders, rows) &&
         same_column(*p.table.legal_sources, *q.table.legal_sources, rows) &&
         p.authorities == q.authorities && p.matters == q.matters && p.steps == q.steps &&
         *p.scheme == *q.scheme &&
         std::ranges::equal(p.lines, q.lines, [&](const row_line& l, const row_line& m) {
           return names(a, l) == names(b, m);
         });
}

/// Of codes and superiors: what differs in these is nearly everything.
py::ssize_t hash_of(const organisation& org) {
  std::size_t hash = org.size();
  for (row_index row = 0; row < org.size(); ++row)
    hash = (hash * 1'000'003) ^ std::hash<std::string_view>{}(org.table().codes->texts[row]) ^
           org.parts().superiors[row];
  return static_cast<py::ssize_t>(hash >> 1U);
}

std::string repr(const held_organisation& o) {
  const command_forest& forest = o.org.command();
  const auto number = [](std::size_t n, const char* what) {
    return std::to_string(n) + " " + what + (n == 1 ? "" : "s");
  };
  std::string said = "Organisation(" + number(o.org.size(), "position") + " in " +
                     number(forest.layers(), "layer") + " below " + number(forest.roots(), "root");
  if (forest.orphans() > 0) said += ", " + number(forest.orphans(), "orphan");
  if (forest.unrooted() > 0) said += ", " + std::to_string(forest.unrooted()) + " unrooted";
  if (forest.external() > 0) said += ", " + std::to_string(forest.external()) + " external";
  if (!o.findings->all.empty()) said += ", " + number(o.findings->all.size(), "finding");
  return said + ")";
}

py::tuple organisation_to_state(const held_organisation& o) {
  const std::string packed = without_gil(0, [org = o.org](const stop_flag&) { return pack(org); });
  py::list inputs;
  for (const input_file& input : o.inputs) inputs.append(py::make_tuple(input.file, input.sha256));
  return py::make_tuple(py::bytes(packed),
                        py::cast(std::make_shared<finding_sequence>(*o.findings)), inputs);
}

held organisation_from_state(const py::tuple& state) {
  const auto bytes = state[0].cast<py::bytes>();
  organisation org;
  {
    const std::string_view packed = bytes;
    const py::gil_scoped_release release;
    org = unpack(packed);
  }
  std::vector<input_file> inputs;
  for (const py::handle input : state[2].cast<py::list>()) {
    const auto pair = input.cast<py::tuple>();
    inputs.push_back({pair[0].cast<std::string>(), pair[1].cast<std::string>()});
  }
  return std::make_shared<held_organisation>(
      std::move(org), state[1].cast<const finding_sequence&>().all, std::move(inputs));
}

using organisation_class = py::class_<held_organisation, held>;

void add_columns(organisation_class& c) {
  const auto column = [](auto member) {
    return [member](const held_organisation& o) { return text_column_of(o.org.table().*member); };
  };
  c.def_property_readonly(
       "codes", [](const held_organisation& o) { return text_column_of(o.org.table().codes); },
       "Codes by row, kept exactly: a TextColumn of length P, which shares the organisation's\n"
       "memory. So are titles, ranks, units and classes.")
      .def_property_readonly("titles", column(&position_table::titles), "Titles by row.")
      .def_property_readonly("ranks", column(&position_table::ranks),
                             "Ranks by row as declared; empty if none.")
      .def_property_readonly("units", column(&position_table::units), "Units by row.")
      .def_property_readonly("classes", column(&position_table::classes), "Job classes by row.")
      .def_property_readonly(
          "kinds",
          [](const held_organisation& o) {
            return words_by_row(o.org.size(), [&](row_index row) {
              const auto kind = o.org.kind_in_row(row);
              return kind ? to_string(*kind) : std::string_view{};
            });
          },
          "Kinds by row: the declared one, else the one of the rank, else None.")
      .def_property_readonly(
          "flags",
          [](const held_organisation& o) {
            const flag_column& flags = *o.org.table().flags;
            std::vector<py::tuple> lists;
            for (const std::vector<std::string>& one : flags.lists())
              lists.push_back(py::tuple(py::cast(one)));
            py::list all(o.org.size());
            for (row_index row = 0; row < o.org.size(); ++row) all[row] = lists[flags.entry(row)];
            return all;
          },
          "Flags by row, a tuple each.")
      .def_property_readonly(
          "placements",
          [](const held_organisation& o) {
            return words_by_row(o.org.size(), [&](row_index row) {
              return to_string(o.org.command().placement_of(o.org.position_at(row)));
            });
          },
          "``\"placed\"``, ``\"orphan\"``, ``\"unrooted\"`` or ``\"external\"`` by row.")
      .def_property_readonly(
          "superior",
          [](const py::object& self) {
            const auto& o = self.cast<const held_organisation&>();
            return masked_array(self, o.org.parts().superiors, o.arrays().has_no_superior);
          },
          "Row of each row's command superior, masked where there is none in the organisation:\n"
          "a read-only masked array of uint32, shape (P,), that shares the organisation's memory.")
      .def_property_readonly(
          "layer",
          [](const py::object& self) {
            const row_arrays& arrays = self.cast<const held_organisation&>().arrays();
            return masked_array(self, arrays.layer, arrays.has_no_layer);
          },
          "Layer of each row, 1 for a root, masked outside the layers:\n"
          "a read-only masked array of uint32, shape (P,).")
      .def_property_readonly(
          "span",
          [](const py::object& self) {
            return shared_array<std::uint32_t>(self,
                                               self.cast<const held_organisation&>().arrays().span);
          },
          "Command subordinates of each row: a read-only array of uint32, shape (P,).")
      .def_property_readonly(
          "seats",
          [](const py::object& self) {
            return shared_array(self,
                                self.cast<const held_organisation&>().org.table().seats->values());
          },
          "Established seats by row, NaN where none are declared (they then count as 1):\n"
          "a read-only array of float64, shape (P,), that shares the organisation's memory.")
      .def_property_readonly(
          "filled",
          [](const py::object& self) {
            return shared_array(self,
                                self.cast<const held_organisation&>().org.table().filled->values());
          },
          "Filled seats by row, NaN where not known; memory as for seats.")
      .def_property_readonly(
          "cost",
          [](const py::object& self) {
            return shared_array(self,
                                self.cast<const held_organisation&>().org.table().costs->values());
          },
          "Cost a year by row, NaN where not known; memory as for seats.")
      .def_property_readonly(
          "budget",
          [](const held_organisation& o) {
            const rare_number_column& budgets = *o.org.table().budgets;
            py::array_t<double> all(static_cast<py::ssize_t>(o.org.size()));
            for (row_index row = 0; row < o.org.size(); ++row)
              all.mutable_data()[row] =
                  budgets[row].value_or(std::numeric_limits<double>::quiet_NaN());
            all.attr("flags").attr("writeable") = false;
            return all;
          },
          "Budget of its own by row, NaN where not known: a new read-only array of float64, shape\n"
          "(P,).");
}

void add_structure(organisation_class& c) {
  c.def(
      "without_holders",
      [](const held_organisation& o) {
        return std::make_shared<held_organisation>(without_holders(o.org));
      },
      "The organisation without the codes of who holds its posts, for what leaves the house.");
  c.def_property_readonly(
       "placed", [](const held_organisation& o) { return o.org.command().placed(); },
       "Positions reached from a root.")
      .def_property_readonly(
          "orphans", [](const held_organisation& o) { return o.org.command().orphans(); },
          "Positions below a superior that is not in the organisation.")
      .def_property_readonly(
          "unrooted", [](const held_organisation& o) { return o.org.command().unrooted(); },
          "Positions on or below a cycle or a report to itself.")
      .def_property_readonly(
          "external", [](const held_organisation& o) { return o.org.command().external(); },
          "Positions outside the organisation, with the flag ``external`` and no superior.")
      .def_property_readonly(
          "roots",
          [](const held_organisation& o) { return codes_of(o.org, o.org.command().layer(1)); },
          "Codes of the roots.")
      .def_property_readonly(
          "cycles",
          [](const held_organisation& o) {
            py::list all;
            for (const std::vector<row_index>& cycle : o.org.command().cycles()) {
              py::list members;
              for (const row_index row : cycle)
                members.append(text(o.org.table().codes->texts[row]));
              all.append(members);
            }
            return all;
          },
          "Codes of each cycle, each the superior of the one before; a report to itself is one.")
      .def(
          "subordinates",
          [](const held_organisation& o, const std::string& code) {
            return codes_of(o.org, o.org.command().subordinates(o.org.at(code)));
          },
          py::arg("code"), "Codes of the command subordinates, in the given order.")
      .def(
          "chain_of_command",
          [](const held_organisation& o, const std::string& code) {
            return codes_of(o.org, pangkas::chain_of_command(o.org, o.org.at(code)));
          },
          py::arg("code"), "Codes of the command superiors, the nearest first.");
}

}  // namespace

void register_organisation(py::module_& m) {
  organisation_class c(m, "Organisation", py::is_final(),
                       R"(Positions and the lines between them: an immutable value.

Everything is by row, in the order of the table that was read, P rows in all; single positions are
named by code. Two organisations are equal if they hold the same positions, lines, matters and
authorities in the same order, wherever they were read from. Threads may share one.

See Also
--------
Organisation.from_table, Organisation.from_csv, generate

Examples
--------
>>> import pangkas as pk
>>> org = pk.Organisation.from_table(
...     {"post": ["D", "H", "A"], "boss": [None, "D", "H"]}, code="post", reports_to="boss")
>>> org
Organisation(3 positions in 3 layers below 1 root)
>>> org["H"].layer, org.subordinates("D"), org.span.tolist()
(2, ['H'], [1, 1, 0])
)");
  c.def(py::init([] { return std::make_shared<held_organisation>(organisation{}); }))
      .def("__len__", [](const held_organisation& o) { return o.org.size(); })
      .def("__bool__", [](const held_organisation&) { return true; })
      .def("__contains__",
           [](const held_organisation& o, const py::object& code) {
             return py::isinstance<py::str>(code) &&
                    o.org.find(code.cast<std::string>()).has_value();
           })
      .def("__iter__", [](const held_organisation& o) { return codes(o.org).attr("__iter__")(); })
      .def("__getitem__", &position_to_python, py::arg("code"))
      .def(
          "row",
          [](const held_organisation& o, const std::string& code) {
            return o.org.row(o.org.at(code));
          },
          py::arg("code"),
          "Give the row of a code, from 0.\n\nRaises\n------\nUnknownPosition\n    If there is "
          "none.")
      .def_property_readonly(
          "rank_scheme", [](const held_organisation& o) { return text(o.org.scheme().name()); },
          "Name of the rank scheme; empty if there is none.")
      .def_property_readonly(
          "lines",
          [](const held_organisation& o) {
            return decision_table([&](const text_sink& to) { write_line_table(o.org, to); });
          },
          "The lines other than command, as a Table that ``from_table(lines=…)`` reads.")
      .def_property_readonly(
          "matters",
          [](const held_organisation& o) {
            return decision_table([&](const text_sink& to) { write_matter_table(o.org, to); });
          },
          "The kinds of decision, as a Table that ``from_table(matters=…)`` reads.")
      .def_property_readonly(
          "authority",
          [](const held_organisation& o) {
            return decision_table([&](const text_sink& to) { write_authority_table(o.org, to); });
          },
          "The rights to decide, as a Table that ``from_table(authority=…)`` reads.")
      .def_property_readonly(
          "steps",
          [](const held_organisation& o) {
            return decision_table([&](const text_sink& to) { write_step_table(o.org, to); });
          },
          "The steps that orders name, as a Table that ``from_table(steps=…)`` reads.")
      .def_property_readonly(
          "findings",
          [](const held_organisation& o) {
            return std::const_pointer_cast<finding_sequence>(o.findings);
          },
          "What was wrong in the data that it was read from.")
      .def_property_readonly(
          "inputs",
          [](const held_organisation& o) {
            py::dict all;
            for (const input_file& input : o.inputs) all[text(input.file)] = text(input.sha256);
            return all;
          },
          "SHA-256 of each file that it was read from, by name.")
      .def(
          "to_table",
          [](const held_organisation& o) { return pangkas::python::to_python(table_of(o)); },
          "Give one row a position: the columns that ``from_table`` reads, and placement, layer, "
          "span.")
      .def(
          "to_dataframe",
          [](const py::object& self) { return self.attr("to_table")().attr("to_pandas")(); },
          "Give one row a position as a ``pandas.DataFrame``.")
      .def(
          "to_json",
          [](const held_organisation& o, const py::object& file) {
            return written(file, o.org.size(),
                           [org = o.org](const text_sink& to) { write_json(org, to); });
          },
          py::arg("file") = py::none(),
          "Write the native JSON, which loses nothing, to a file; without one give it as text.\n\n"
          "Raises\n------\nOutputError\n    If the file cannot be written; nothing is left behind.")
      .def(
          "to_csv",
          [](const held_organisation& o, const py::object& file) {
            return written(file, o.org.size(),
                           [org = o.org](const text_sink& to) { write_position_table(org, to); });
          },
          py::arg("file") = py::none(),
          "Write the positions as CSV to a file; without one give it as text.\n\n"
          "Raises\n------\nOutputError\n    If the file cannot be written; nothing is left behind.")
      .def(
          "plot",
          [](const py::object& self, const py::object& ax, const py::kwargs& options) {
            return py::module_::import("pangkas.plot")
                .attr("icicle")(self, py::arg("ax") = ax, **options);
          },
          py::arg("ax") = py::none(), "Plot the layers; see :func:`pangkas.plot.icicle`.")
      .def("__repr__", [](const held_organisation& o) { return repr(o); })
      .def("__eq__",
           [](const held_organisation& o, const py::object& other) {
             return equal_to<held_organisation>(
                 other, [&](const held_organisation& second) { return same(o.org, second.org); });
           })
      .def("__hash__", [](const held_organisation& o) { return hash_of(o.org); })
      .def("__copy__", [](const py::object& self) { return self; })
      .def("__deepcopy__", [](const py::object& self, const py::dict&) { return self; })
      .def(py::pickle(&organisation_to_state, &organisation_from_state));
  add_columns(c);
  add_structure(c);
  add_tabular(c);
  add_html(c);
}

}  // namespace pangkas::python
