// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief What the bindings share. Each register_* is a subject and a file of its own; module.cpp
/// is their table of contents.
#pragma once

#include "table.hpp"

#include <pangkas/core/finding.hpp>
#include <pangkas/core/organisation.hpp>
#include <pangkas/io/json.hpp>
#include <pangkas/io/ledger.hpp>
#include <pangkas/io/read.hpp>
#include <pangkas/simplify/ledger.hpp>
#include <pangkas/simplify/policy.hpp>

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pangkas::python {

namespace py = pybind11;

void register_errors(py::module_& m);
void register_records(py::module_& m);
void register_tables(py::module_& m);
void register_findings(py::module_& m);
void register_organisation(py::module_& m);
void register_readers(py::module_& m);
void register_measures(py::module_& m);
void register_hierarchy(py::module_& m);
void register_decisions(py::module_& m);
void register_policies(py::module_& m);
void register_scenarios(py::module_& m);
void register_studies(py::module_& m);
void register_flattening(py::module_& m);
void register_delegation(py::module_& m);
void register_integrity(py::module_& m);
void register_report(py::module_& m);
void register_text_columns(py::module_& m);
void register_what_if(py::module_& m);
void register_simulate(py::module_& m);
void register_event_log(py::module_& m);

/// @brief Findings as a Python sequence.
struct finding_sequence {
  std::vector<finding> all;
};

/// @brief Columns by row that are computed once, on demand, from the numbering of the positions.
struct row_arrays {
  std::vector<std::uint32_t> layer;        ///< 0 outside the layers
  std::vector<std::uint8_t> has_no_layer;  ///< masks
  std::vector<std::uint8_t> has_no_superior;
  std::vector<std::uint32_t> span;
};

/// @brief An organisation with what reading it found. Immutable but for the arrays, which are made
/// once under a lock: threads may read it at will.
class held_organisation {
 public:
  explicit held_organisation(organisation o, std::vector<finding> found = {},
                             std::vector<input_file> from = {})
      : org(std::move(o)),
        findings(std::make_shared<const finding_sequence>(finding_sequence{std::move(found)})),
        inputs(std::move(from)) {}

  organisation org;
  std::shared_ptr<const finding_sequence> findings;
  std::vector<input_file> inputs;

  [[nodiscard]] const row_arrays& arrays() const;

 private:
  mutable std::once_flag once_;
  mutable row_arrays arrays_;
};

/// @brief A policy, which Python sees as a value.
struct held_policy {
  policy rules;
};

/// @brief A ledger, which is as large as the changes.
struct held_ledger {
  std::shared_ptr<const ledger> changes;
  std::optional<ledger_hashes> hashes{};  ///< as a file held them
  /// Before and after, where it was made here: their hashes are taken when somebody asks for them.
  std::optional<std::pair<organisation, organisation>> sides{};

  [[nodiscard]] ledger_hashes known_hashes() const {
    if (hashes) return *hashes;
    if (sides) return {sha256_of(sides->first), sha256_of(sides->second)};
    return {};
  }
};

/// @brief A class of `pangkas._records`, which makes results.
[[nodiscard]] py::object record(const char* name);

/// @brief The codes of an organisation as a pangkas.TextColumn, which shares its memory.
[[nodiscard]] py::object text_column_of(std::shared_ptr<const code_column> codes);
/// @brief A column of texts that repeat as a pangkas.TextColumn, which shares its memory.
[[nodiscard]] py::object text_column_of(std::shared_ptr<const dictionary_column> column);

/// @brief A text, UTF-8 or not: what is not is shown as \\x… instead of an error.
[[nodiscard]] py::str text(std::string_view utf8);
/// @brief None for an empty text.
[[nodiscard]] py::object text_or_none(std::string_view utf8);
/// @brief Whether a value is a file name: str, bytes or os.PathLike.
[[nodiscard]] bool is_path(const py::handle& value);
/// @brief Whether a name is meant for a file rather than a preset.
[[nodiscard]] bool is_file(const py::handle& name);
/// @brief A file name from str or os.PathLike.
[[nodiscard]] std::string path(const py::handle& name);
/// @brief File names from one or a sequence of them.
[[nodiscard]] std::vector<std::string> paths(const py::handle& names);
/// @brief Texts from one or a sequence of them.
[[nodiscard]] std::vector<std::string> texts(const py::handle& values, const char* what);
/// @brief A day from None, str or datetime.date.
[[nodiscard]] std::string day(const py::handle& value);
/// @brief A policy from a Policy, the name of a preset, or a file.
[[nodiscard]] policy policy_from(const py::handle& value);

/// @brief One of some words.
/// @throws ValueError that names them.
template <class Enum, class Parse>
[[nodiscard]] Enum one_of(const std::string& value, const char* what, const Parse& parse,
                          std::string_view allowed) {
  if (const auto found = parse(value)) return *found;
  throw py::value_error(std::string(what) + " is \"" + value + "\"; it is one of " +
                        std::string(allowed));
}

/// @brief What __eq__ answers: NotImplemented where the other one is of another class.
/// @param same  Called with the other one.
template <class Held, class Same>
[[nodiscard]] py::object equal_to(const py::object& other, Same same) {
  if (!py::isinstance<Held>(other)) return py::reinterpret_borrow<py::object>(Py_NotImplemented);
  return py::bool_(same(other.cast<const Held&>()));
}

/// @brief The place of an index, which counts from the end if it is negative.
/// @param what  One of the sequence, for the error.
/// @throws IndexError if there is none.
[[nodiscard]] inline std::size_t place_of(py::ssize_t index, std::size_t size, const char* what) {
  const auto count = static_cast<py::ssize_t>(size);
  if (index < -count || index >= count)
    throw py::index_error(std::string(what) + " " + std::to_string(index) + " of " +
                          std::to_string(size));
  return static_cast<std::size_t>(index < 0 ? index + count : index);
}

/// @brief Adds __iter__ to what has a length and can be indexed.
template <class Class>
void add_iteration(Class& c) {
  c.def("__iter__", [](const py::object& self) {
    return py::module_::import("pangkas._records").attr("iterate")(self);
  });
}

/// @brief Adds what every table has: Arrow, Polars, pandas, PyArrow.
template <class Class>
void add_tabular(Class& c) {
  const auto as = [](const char* method) {
    return [method](const py::object& self) { return self.attr("to_table")().attr(method)(); };
  };
  c.def("to_polars", as("to_polars"), "Give the rows as a ``polars.DataFrame``.")
      .def("to_pandas", as("to_pandas"), "Give the rows as a ``pandas.DataFrame``.")
      .def("to_arrow", as("to_arrow"), "Give the rows as a ``pyarrow.Table``.")
      .def(
          "__arrow_c_stream__",
          [](const py::object& self, const py::object& requested) {
            return self.attr("to_table")().attr("__arrow_c_stream__")(requested);
          },
          py::arg("requested_schema") = py::none());
}

/// @brief Adds _repr_html_, which pangkas._html writes.
template <class Class>
void add_html(Class& c) {
  c.def("_repr_html_", [](const py::object& self) {
    return py::module_::import("pangkas._html").attr("html")(self);
  });
}

}  // namespace pangkas::python
