// SPDX-License-Identifier: BSL-1.0
#include "bindings.hpp"

#include <algorithm>

namespace pangkas::python {
namespace {

py::object to_python(const finding& f) {
  return record("Finding")(text(f.rule), text(to_string(f.level)), text(f.file), f.row,
                           text(f.column), text(f.position), text(f.detail), text(f.action));
}

table table_of(const finding_sequence& findings) {
  table made;
  made.columns.reserve(8);
  const auto add_texts = [&](const char* name, auto of) {
    auto& cells = made.add<text_cells>(name);
    for (const finding& f : findings.all) {
      const std::string_view cell = of(f);
      cells.push_back(cell.empty() ? std::nullopt : std::optional(cell));
    }
  };
  add_texts("rule", [](const finding& f) -> std::string_view { return f.rule; });
  add_texts("level", [](const finding& f) { return to_string(f.level); });
  add_texts("file", [](const finding& f) -> std::string_view { return f.file; });
  auto& rows = made.add<integer_cells>("row");
  for (const finding& f : findings.all)
    rows.push_back(f.row ? std::optional(static_cast<std::int64_t>(*f.row)) : std::nullopt);
  add_texts("column", [](const finding& f) -> std::string_view { return f.column; });
  add_texts("position", [](const finding& f) -> std::string_view { return f.position; });
  add_texts("detail", [](const finding& f) -> std::string_view { return f.detail; });
  add_texts("action", [](const finding& f) -> std::string_view { return f.action; });
  return made;
}

py::tuple findings_to_state(const finding_sequence& findings) {
  py::list all;
  for (const finding& f : findings.all)
    all.append(py::make_tuple(f.rule, f.level == severity::error, f.file, f.row, f.column,
                              f.position, f.detail, f.action, f.stands_for));
  return py::make_tuple(all);
}

std::shared_ptr<finding_sequence> findings_from_state(const py::tuple& state) {
  finding_sequence findings;
  for (const py::handle one : state[0].cast<py::list>()) {
    const auto t = one.cast<py::tuple>();
    findings.all.push_back(
        {t[0].cast<std::string>(), t[1].cast<bool>() ? severity::error : severity::warning,
         t[2].cast<std::string>(), t[3].cast<std::optional<std::size_t>>(),
         t[4].cast<std::string>(), t[5].cast<std::string>(), t[6].cast<std::string>(),
         t[7].cast<std::string>(), t[8].cast<std::size_t>()});
  }
  return std::make_shared<finding_sequence>(std::move(findings));
}

}  // namespace

void register_findings(py::module_& m) {
  py::class_<finding_sequence, std::shared_ptr<finding_sequence>> c(
      m, "Findings", py::is_final(),
      R"(What is wrong in the data or in a result: a sequence of Finding.

As a table one row a finding.

Examples
--------
>>> import pangkas as pk
>>> org = pk.Organisation.from_table({"code": ["A", "B"], "reports_to": [None, "C"]})
>>> org.findings
Findings(1 error, 0 warnings)
>>> org.findings[0].rule, org.findings[0].row
('unknown-superior', 3)
)");
  const auto at = [](const finding_sequence& f, py::ssize_t index) {
    return to_python(f.all[place_of(index, f.all.size(), "finding")]);
  };
  c.def_property_readonly(
       "errors", [](const finding_sequence& f) { return count(f.all, severity::error); },
       "How many are errors, which change figures.")
      .def_property_readonly(
          "warnings", [](const finding_sequence& f) { return count(f.all, severity::warning); },
          "How many are warnings.")
      .def(
          "count",
          [](const finding_sequence& f, const std::string& rule) {
            return std::ranges::count(f.all, rule, &finding::rule);
          },
          py::arg("rule"), "How many are of one rule.")
      .def("__len__", [](const finding_sequence& f) { return f.all.size(); })
      .def(
          "__getitem__",
          [at](const finding_sequence& f, const py::object& index) -> py::object {
            if (!py::isinstance<py::slice>(index)) return at(f, index.cast<py::ssize_t>());
            std::size_t start = 0;
            std::size_t stop = 0;
            std::size_t step = 0;
            std::size_t size = 0;
            if (!index.cast<py::slice>().compute(f.all.size(), &start, &stop, &step, &size))
              throw py::error_already_set();
            finding_sequence part;
            for (std::size_t i = 0; i < size; ++i) part.all.push_back(f.all[start + i * step]);
            return py::cast(std::make_shared<finding_sequence>(std::move(part)));
          },
          py::arg("index"))
      .def(
          "to_table",
          [](const finding_sequence& f) { return pangkas::python::to_python(table_of(f)); },
          "Give one row a finding.")
      .def("__repr__",
           [](const finding_sequence& f) {
             const auto errors = count(f.all, severity::error);
             const auto warnings = count(f.all, severity::warning);
             return "Findings(" + std::to_string(errors) +
                    (errors == 1 ? " error, " : " errors, ") + std::to_string(warnings) +
                    (warnings == 1 ? " warning)" : " warnings)");
           })
      .def("__eq__",
           [](const finding_sequence& f, const py::object& other) {
             return equal_to<finding_sequence>(
                 other, [&](const finding_sequence& o) { return f.all == o.all; });
           })
      .def("__hash__",
           [](const finding_sequence& f) {
             std::size_t hash = f.all.size();
             for (const finding& one : f.all)
               hash = hash * 31 + std::hash<std::string>{}(one.rule + one.detail);
             return static_cast<py::ssize_t>(hash >> 1U);
           })
      .def(py::pickle(&findings_to_state, &findings_from_state));
  add_iteration(c);
  add_tabular(c);
  add_html(c);
}

}  // namespace pangkas::python
